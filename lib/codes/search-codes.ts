import type { CodeMeaning } from "./code-meaning.ts";
import { allMeanings, codeValue, explainCode } from "./explain-code.ts";

/**
 * Codes for what somebody types: a whole code in any writing first, then codes that begin so, then names and titles
 * that hold every word. Empty for fewer than two characters.
 */
export function searchCodes(query: string, limit: number): CodeMeaning[] {
  const text = query.trim().toLowerCase();
  if (text.length < 2 || limit < 1) return [];
  const exact = [explainCode(text, { format: "" }), explainCode(text, { format: "msi" }), explainHexDigits(text)];
  const words = text.split(/[\s_]+/);
  const known = allMeanings();
  const byCode = known.filter(({ code }) => code.toLowerCase().startsWith(text) || isHexTail(code, text));
  const byWords = known.filter((meaning) => words.every((word) => wordsOf(meaning).includes(word)));
  return distinct([
    ...exact.filter((meaning) => meaning !== null),
    ...byCode,
    ...wrappedCodes(text, known),
    ...byWords,
  ]).slice(0, limit);
}

/** People leave the 0x of a HRESULT out. */
function explainHexDigits(text: string): CodeMeaning | null {
  return /^[8cef][0-9a-f]{7}$/.test(text) ? explainCode(`0x${text}`) : null;
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
