import type { CodeMeaning } from "./code-meaning.ts";
import type { CodeNames } from "./code-names.ts";
import { codeValue, usualCode } from "./code-value.ts";
import { allMeanings, explainCode } from "./explain-code.ts";
import { meaningOfName, namedCode } from "./named-code.ts";

/**
 * Codes for what somebody types: a whole code in any writing first, then codes that begin so, then names and titles
 * that hold every word, then, once `names` are loaded, names we have no words for. A team's `own` stand before ours of
 * the same kind. Empty for fewer than two characters.
 */
export function searchCodes(
  query: string,
  limit: number,
  { names = null, own = [] }: { names?: CodeNames | null; own?: readonly CodeMeaning[] } = {},
): CodeMeaning[] {
  const text = query.trim().toLowerCase();
  if (text.length < 2 || limit < 1) return [];
  const explained = explainCode(text, { format: "" });
  const exact = [
    explained,
    explainCode(text, { kind: "message" }),
    explainCode(text, { kind: "http" }),
    ...["chocolatey", "inno"].map((format) => explainCode(text, { format, kind: "exit" })),
    // A bare name adds nothing to words of ours for the same code.
    names === null || explained !== null || own.some(({ code }) => code === usualCode(text))
      ? null
      : namedCode(text, names),
  ];
  const words = text.split(/[\s_]+/);
  const known = [...own, ...allMeanings()];
  const byCode = known.filter(({ code }) => code.toLowerCase().startsWith(text) || isHexTail(code, text));
  const byWords = known.filter((meaning) => words.every((word) => wordsOf(meaning).includes(word)));
  return distinct([
    ...exact.filter((meaning) => meaning !== null),
    ...byCode,
    ...wrappedCodes(text, known),
    ...byWords,
    ...namesLike(words, names, limit),
  ]).slice(0, limit);
}

function namesLike(words: readonly string[], names: CodeNames | null, limit: number): CodeMeaning[] {
  if (names === null) return [];
  const wanted = words.map((word) => word.toUpperCase());
  return names
    .search(wanted, limit)
    .map(({ value, name }) => meaningOfName(value, name))
    .filter(({ code }) => explainCode(code, { format: "" }) === null);
}

/** HRESULTs that carry a Windows code: none of them is listed, all begin with 0x8007. */
function wrappedCodes(text: string, known: CodeMeaning[]): CodeMeaning[] {
  const digits = /^(?:0x)?(8007[0-9a-f]{0,3})$/.exec(text)?.[1];
  if (!digits) return [];
  return known.flatMap(({ code }) => {
    const value = codeValue(code) ?? 0;
    const wrapped = `0x8007${value.toString(16).padStart(4, "0")}`;
    const meaning = value > 0 && value <= 0xffff && wrapped.startsWith(`0x${digits}`) ? explainCode(wrapped) : null;
    return meaning ? [meaning] : [];
  });
}

/** "8007" for everything that begins with 0x8007. */
function isHexTail(code: string, text: string): boolean {
  return text.length >= 4 && code.toLowerCase().startsWith(`0x${text}`);
}

function wordsOf({ name, title }: CodeMeaning): string {
  return `${name ?? ""} ${title}`.toLowerCase();
}

/** The same number can be an exit code and a message: both stay, each once. */
function distinct(meanings: CodeMeaning[]): CodeMeaning[] {
  const seen = new Set<string>();
  return meanings.filter(({ code, title }) => {
    const key = `${code} ${title}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
