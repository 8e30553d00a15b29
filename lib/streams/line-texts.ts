import { type LineTable, lineTable } from "./line-table.ts";
import { type TextBlock, textBetween } from "./text-block.ts";

/** So much before and behind a value within its line is looked through for characters of more than one byte. */
const NEAR_UNITS = 16;

/**
 * Texts by code units in ascending order. Where characters and bytes differ, a text that fills its line is found by
 * counting lines in both, so that only texts that share a line are decoded on their own.
 */
export class LineTexts {
  private readonly block: TextBlock;
  private lines: LineTable | null = null;
  private index = 0;

  constructor(block: TextBlock) {
    this.block = block;
  }

  between(from: number, to: number): string {
    if (this.block.isLinear) return this.block.text.slice(from, to);
    this.lines ??= lineTable(this.block, true, 10);
    const { unitStarts, textStarts, count } = this.lines;
    while (this.index < count && (unitStarts[this.index + 1] ?? 0) <= from) this.index++;
    const lineStart = unitStarts[this.index] ?? 0;
    const lineEnd = unitStarts[this.index + 1] ?? 0;
    if (to > lineEnd || !this.isAscii(lineStart, from) || !this.isAscii(to, lineEnd)) {
      return textBetween(this.block, from, to);
    }
    const start = (textStarts[this.index] ?? 0) + from - lineStart;
    return this.block.text.slice(start, (textStarts[this.index + 1] ?? 0) - (lineEnd - to));
  }

  private isAscii(from: number, to: number): boolean {
    if (to - from > NEAR_UNITS) return false;
    for (let at = from; at < to; at++) if ((this.block.units[at] ?? 0) >= 0x80) return false;
    return true;
  }
}
