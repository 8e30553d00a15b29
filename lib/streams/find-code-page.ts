import type { CodePage } from "#lib/model/code-page.ts";
import { decodeCodePage, isUtf8Line, linesBeyondAscii } from "./code-page-text.ts";
import { doubleByteScores } from "./double-byte-evidence.ts";
import { joinBytes } from "./join-bytes.ts";
import { singleByteScores } from "./single-byte-evidence.ts";

/** What is meant where nothing speaks for another. */
const USUAL = "windows-1252";
/** So many bytes beyond ASCII tell all that more of them would. */
const ENOUGH_BYTES = 2000;
/** Natural logarithms of how much more often a code page is met than the others. */
const HEAD_START: Partial<Record<CodePage, number>> = {
  "windows-1252": 3,
  "iso-8859-2": -1,
  "koi8-u": -1,
  ibm852: -1,
  "euc-jp": -1,
};
/** A hundred times as likely as Windows-1252. */
const CERTAIN = Math.log(100);
/** Of an endless line. */
const LONGEST_LINE = 16_384;
/** Fewer bytes in Windows-1252 leave it open. */
const SETTLED_BYTES = 8;

export interface CodePageEvidence {
  /** Windows-1252 unless another is much more likely. */
  page: CodePage;
  /** True when more text will hardly say something else. */
  isSettled: boolean;
}

/**
 * The code page of the lines that are not UTF-8, by which letters their bytes would be: those of a language, in the
 * places and the case where words have them. Null when all lines are UTF-8.
 */
export function findCodePage(bytes: Uint8Array): CodePageEvidence | null {
  const { evidence, count } = evidenceIn(bytes);
  if (count === 0) return null;
  const ranked = [...singleByteScores(evidence), ...doubleByteScores(evidence)]
    .map(([page, score]) => ({ page, score: score + (HEAD_START[page] ?? 0) }))
    .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  const usual = ranked.find(({ page }) => page === USUAL);
  if (best !== undefined && best.score >= (usual?.score ?? Number.NEGATIVE_INFINITY) + CERTAIN) {
    return { page: best.page, isSettled: true };
  }
  const text = decodeCodePage(evidence, USUAL);
  const other = ranked.find(({ page }) => page !== USUAL && decodeCodePage(evidence, page) !== text);
  const lead = usual === undefined ? 0 : usual.score - (other?.score ?? Number.NEGATIVE_INFINITY);
  return { page: USUAL, isSettled: count >= SETTLED_BYTES && lead >= CERTAIN };
}

/** The lines that are not UTF-8, one after the other, and how many of their bytes are beyond ASCII. */
function evidenceIn(bytes: Uint8Array): { evidence: Uint8Array; count: number } {
  const lines: Uint8Array[] = [];
  let count = 0;
  for (const line of linesBeyondAscii(bytes)) {
    if (isUtf8Line(line, null)) continue;
    const start = Math.max(line.start, bytes.findIndex((byte, at) => at >= line.start && byte >= 0x80) - 1);
    const content = bytes.subarray(start, Math.min(line.end, start + LONGEST_LINE));
    for (const byte of content) if (byte >= 0x80) count++;
    lines.push(content);
    if (count >= ENOUGH_BYTES) break;
  }
  return { evidence: joinBytes(lines), count };
}
