import type { CodePage } from "#lib/model/code-page.ts";
import { decodeCodePage } from "./code-page-text.ts";
import { LANGUAGES_OF_PAGES } from "./letters-of-languages.ts";

/** How likely a byte is where it stands, as a natural logarithm; the letters of a language fall off by their rank. */
const NEXT_LETTER = 0.8;
const NEXT_LETTER_OF_SCRIPT = 0.9;
const RARE_LETTER = Math.log(1e-4);
const SYMBOL = Math.log(0.03);
const SYMBOL_IN_WORD = Math.log(3e-4);
const BOX = Math.log(0.01);
const BOX_IN_A_ROW = Math.log(0.3);
const STRANGE = Math.log(1e-5);
const UNDEFINED = Math.log(1e-7);
const CAPITAL_AT_START = Math.log(0.08);
const CAPITAL_AMONG_CAPITALS = Math.log(0.04);
const CAPITAL_WITHIN = Math.log(0.002);
const SMALL_AMONG_CAPITALS = Math.log(0.05);
const OTHER_SCRIPT_IN_WORD = Math.log(0.02);
const ACCENTS_IN_A_ROW = Math.log(0.1);

/** Bytes that are this unlikely on average are no text in the code page. */
const LEAST_PER_BYTE = -6;

const SYMBOLS = new Set("“”„‚‘’«»‹›–—…•·°§©®™€£¥µ²³¹½¼¾±×÷№¿¡\u00a0");
const IN_WORDS = new Set("’·\u00a0\u00ad");

type Kind = "capital" | "small" | "letter" | "box" | "symbol" | "strange" | "undefined" | "other";

interface Character {
  kind: Kind;
  isLatin: boolean;
  isInWords: boolean;
}

/** One code page for one language: what each of its 256 bytes is, and how likely as a letter. */
interface Model {
  page: CodePage;
  characters: readonly Character[];
  letters: Float64Array;
}

let made: Model[] | null = null;

/** The likelihood (natural logarithm) of the bytes beyond ASCII in each single-byte code page that fits, in its best language. */
export function singleByteScores(bytes: Uint8Array): Map<CodePage, number> {
  made ??= models();
  const places = [...bytes.keys()].filter((at) => (bytes[at] ?? 0) >= 0x80);
  const scores = new Map<CodePage, number>();
  for (const model of made) {
    let score = 0;
    for (const at of places) score += likelihood(model, bytes, at);
    if (score < places.length * LEAST_PER_BYTE) continue;
    scores.set(model.page, Math.max(score, scores.get(model.page) ?? Number.NEGATIVE_INFINITY));
  }
  return scores;
}

const NOTHING: Character = { kind: "other", isLatin: false, isInWords: false };

function likelihood({ characters, letters }: Model, bytes: Uint8Array, at: number): number {
  const byte = bytes[at] ?? 0;
  const character = characters[byte] ?? NOTHING;
  const before = at === 0 ? NOTHING : (characters[bytes[at - 1] ?? 0] ?? NOTHING);
  const after = at + 1 === bytes.length ? NOTHING : (characters[bytes[at + 1] ?? 0] ?? NOTHING);
  switch (character.kind) {
    case "undefined":
      return UNDEFINED;
    case "strange":
    case "other":
      return STRANGE;
    case "box":
      if (isLetter(before) || isLetter(after)) return RARE_LETTER;
      return before === character || after === character ? BOX_IN_A_ROW : BOX;
    case "symbol":
      return isLetter(before) && isLetter(after) && !character.isInWords ? SYMBOL_IN_WORD : SYMBOL;
    default:
      return (letters[byte] ?? RARE_LETTER) + inContext(character, before, after);
  }
}

function inContext(character: Character, before: Character, after: Character): number {
  let score = 0;
  if (character.kind === "capital") {
    if (before.kind === "small") score += CAPITAL_WITHIN;
    else score += before.kind === "capital" || after.kind === "capital" ? CAPITAL_AMONG_CAPITALS : CAPITAL_AT_START;
  } else if (character.kind === "small" && before.kind === "capital" && after.kind === "capital") {
    score += SMALL_AMONG_CAPITALS;
  }
  const isMixedWord =
    (isLetter(before) && before.isLatin !== character.isLatin) ||
    (isLetter(after) && after.isLatin !== character.isLatin);
  if (isMixedWord) score += OTHER_SCRIPT_IN_WORD;
  if (character.isLatin && isAccented(before) && isAccented(after)) score += ACCENTS_IN_A_ROW;
  return score;
}

function isLetter({ kind }: Character): boolean {
  return kind === "small" || kind === "capital" || kind === "letter";
}

const ACCENTED = new WeakSet<Character>();

function isAccented(character: Character): boolean {
  return ACCENTED.has(character);
}

function models(): Model[] {
  return LANGUAGES_OF_PAGES.flatMap(({ page, languages, isWholeScript }) => {
    const text = decodeCodePage(
      Uint8Array.from({ length: 256 }, (_, byte) => byte),
      page,
    );
    const characters = [...text].map((character, byte) => characterOf(character, byte));
    const next = isWholeScript ? NEXT_LETTER_OF_SCRIPT : NEXT_LETTER;
    return languages.map((language) => ({ page, characters, letters: lettersOf(text, language, next) }));
  });
}

function characterOf(text: string, byte: number): Character {
  const character = { kind: kindOf(text), isLatin: /\p{Script=Latin}/u.test(text), isInWords: IN_WORDS.has(text) };
  if (byte >= 0x80 && isLetter(character)) ACCENTED.add(character);
  return character;
}

function kindOf(text: string): Kind {
  const code = text.charCodeAt(0);
  if (code === 0xfffd || (code >= 0x7f && code < 0xa0)) return "undefined";
  if (/\p{Lu}/u.test(text)) return "capital";
  if (/\p{Ll}/u.test(text)) return "small";
  if (/[\p{L}\p{M}]/u.test(text)) return "letter";
  if (code >= 0x2500 && code < 0x25a1) return "box";
  if (SYMBOLS.has(text)) return "symbol";
  return code < 0x80 ? "other" : "strange";
}

function lettersOf(text: string, language: string, next: number): Float64Array {
  return Float64Array.from(text, (character) => {
    const own = language.indexOf(character);
    const rank = own === -1 ? language.indexOf(character.toLowerCase()) : own;
    return rank === -1 ? RARE_LETTER : Math.log((1 - next) * next ** rank);
  });
}
