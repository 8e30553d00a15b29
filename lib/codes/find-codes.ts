import { explainCode } from "./explain-code.ts";

/** A code in a text, as written there; `end` is the index after it. */
export interface FoundCode {
  code: string;
  start: number;
  end: number;
}

/** Failures in hexadecimal, and plain numbers where the words before them say that they are codes. */
const CODE =
  /\b0x[8cef][0-9a-f]{7}\b|(?<=\b(?:error|fehler|erreur|exit ?code|error code|return code|error status|returned|returning|rc|hr|hresult|result|status)\b ?[:=]? ?[([]?)-?\d{4,10}\b(?![.,]\d)|(?<=\bNote: 1: )\d{4}\b/gi;

/**
 * The codes in a text, in order. 0x8… is always one; others only when there are words for them, since memory
 * addresses, ports and counts look the same.
 */
export function findCodes(text: string): FoundCode[] {
  const found: FoundCode[] = [];
  for (const match of text.matchAll(CODE)) {
    const [code] = match;
    if (!/^0x8/i.test(code) && explainCode(code) === null) continue;
    found.push({ code, start: match.index, end: match.index + code.length });
  }
  return found;
}
