import type { CodeKind } from "./code-meaning.ts";
import { codeValue, FIRST_HRESULT } from "./code-value.ts";
import { explainCode } from "./explain-code.ts";

/** A code in a text, as written there; `end` is the index after it. */
export interface FoundCode {
  code: string;
  start: number;
  end: number;
  /** What the words around it say: pass it to `explainCode`. */
  kind: CodeKind;
}

const EXIT_WORDS =
  "exit ?codes?|exitcode|exit status|return(?:ed)? codes?|return value|error ?codes?|fehlercode|r(?:ü|ue)ckgabecode|code d'erreur|codice di errore|código de error|last ?error(?:code)?|lpexitcode|enforcementerrorcode|terminated with exit ?code|exited with|rc|errorlevel";
const ERROR_WORDS =
  "error|win32 error|system error|windows error|fehler|erreur|errore|fout|errno|error number|error nr\\.?|hr|hresult|hres";
const WEAK_WORDS = "returned|returning|returns|result(?: code)?|status|error status|failed with|fails with|denied";
const HTTP_WORDS =
  'status ?codes?"?|status"?|http status|http_status|http/[\\d.]{1,3}"?|http|responded with|response code|server returned|returned';

/** Not within a longer number, a version, time, date, path or GUID, and no size, count or duration. */
const ENDS =
  "(?![\\w%]|[.,:/-]\\d|-\\w|/\\w|\\.\\.| ?(?:[kmgt]i?b|bytes?|ms|msec|secs?|seconds?|minutes?|hours?|days?|rows?|items?|records?|results?|times?|files?|of \\d|entries|lines?|pages?|users?|points?)\\b)";
const SPACE = "[ \\t]{0,3}(?:is|was|of|=|:|=>)?[ \\t]{0,3}[\"']?[([]?[\"']?";
const NUMBER = "(?:0x[0-9a-f]{1,8}|[8cde][0-9a-f]{7}|-?\\d{1,10})";

const CODE = new RegExp(
  [
    "\\b(?<hex>0x[8cdef][0-9a-f]{7})\\b",
    "(?<![\\w.-])(?<signed>-(?:214[4-7]|2016|197[89]|107[1-3]|1047|1058|532)\\d{5,6})(?![\\w.,]?\\d)",
    `\\bNote: 1: (?<note>\\d{4})\\b`,
    ` -- \\p{L}{3,12} ?(?<message>1[3-9]\\d{2}|2[0-9]\\d{2})(?=[.:。])`,
    `(?<![\\w-])(?:(?<exitWord>${EXIT_WORDS})|(?<errorWord>${ERROR_WORDS})|(?<weakWord>${WEAK_WORDS}))${SPACE}(?<number>${NUMBER})${ENDS}`,
  ].join("|"),
  "giu",
);
const HTTP = new RegExp(
  `(?<![\\w-])(?:${HTTP_WORDS})${SPACE}(?<status>[45]\\d{2})${ENDS}|\\((?<paren>[45]\\d{2})\\) ?[A-Z][a-z]`,
  "gi",
);

/**
 * The codes in a text, in order. 0x8… is always one and so is an exit code; others only when there are words for them,
 * since memory addresses, ports and counts look the same.
 */
export function findCodes(text: string): FoundCode[] {
  const found = [...text.matchAll(CODE)].map(toFound).filter((code) => code !== null);
  for (const match of text.matchAll(HTTP)) {
    const code = match.groups?.status ?? match.groups?.paren ?? "";
    const start = match.index + match[0].indexOf(code);
    const isTaken = found.some((other) => other.start < start + code.length && other.end > start);
    if (!isTaken && explainCode(code, { kind: "http" }) !== null) {
      found.push({ code, start, end: start + code.length, kind: "http" });
    }
  }
  return found.sort((one, other) => one.start - other.start);
}

function toFound(match: RegExpExecArray): FoundCode | null {
  const { hex, signed, note, message, number, exitWord, errorWord } = match.groups ?? {};
  const code = hex ?? signed ?? note ?? message ?? number ?? "";
  const start = match.index + match[0].lastIndexOf(code);
  const place = { code, start, end: start + code.length };
  if (hex !== undefined) return isFailure(hex) ? { ...place, kind: "hresult" } : null;
  if (signed !== undefined) return codeValue(signed) === null ? null : { ...place, kind: "hresult" };
  if (note !== undefined || message !== undefined) return known({ ...place, kind: "message" });
  const value = codeValue(code);
  if (value === null || value === 0) return null;
  if (value >= FIRST_HRESULT && /^(?:0x8|-\d{9})/i.test(code)) return { ...place, kind: "hresult" };
  if (/^0xc/i.test(code)) return isFailure(code) ? { ...place, kind: "hresult" } : null;
  if (exitWord !== undefined) return { ...place, kind: "exit" };
  if (errorWord !== undefined) return known({ ...place, kind: "error" });
  const isPlain = value < 1000 && !match[0].toLowerCase().startsWith("denied");
  return isPlain ? null : known({ ...place, kind: "exit" });
}

/** 0x8… is one whatever it is; addresses begin with the others, so those need words. */
function isFailure(hex: string): boolean {
  return /^0x8/i.test(hex) || explainCode(hex) !== null;
}

function known(code: FoundCode): FoundCode | null {
  return explainCode(code.code, { kind: code.kind }) === null ? null : code;
}
