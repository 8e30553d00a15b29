import type { FrameRoom } from "./framer.ts";
import type { LineTable } from "./line-table.ts";
import type { TextBlock } from "./text-block.ts";

const QUOTE = 34;
const SPACE = 32;
/** A quoted field that goes on longer was opened by a stray quote. */
const MAX_QUOTED_UNITS = 64 * 1024;

/** Finds where the rows of a block end. Remembers where the next quote is, so that rows without one cost nothing. */
export class RowScan {
  private readonly units: TextBlock["units"];
  private readonly lines: LineTable;
  private readonly isLast: boolean;
  private readonly maxUnits: number;
  private readonly delimiter: number;
  /** Never goes back: behind a stray quote, the rows of what was looked at are its lines. */
  private quoteAt = -1;

  constructor(block: TextBlock, lines: LineTable, options: { room: FrameRoom; delimiter: string | null }) {
    this.units = block.units;
    this.lines = lines;
    this.isLast = options.room.isLast;
    this.maxUnits = Math.min(MAX_QUOTED_UNITS, Math.floor(options.room.maxPieceBytes / block.unitBytes));
    this.delimiter = options.delimiter === null ? -1 : options.delimiter.charCodeAt(0);
  }

  /** Index of the line behind the row that starts with line `first`; null when the block does not show it. */
  rowEnd(first: number): number | null {
    if (this.delimiter === -1) return first + 1;
    const { unitStarts, count } = this.lines;
    const start = unitStarts[first] ?? 0;
    let isOpen = false;
    for (let index = first; index < count; index++) {
      const end = unitStarts[index + 1] ?? 0;
      isOpen = this.isOpenAfter(unitStarts[index] ?? 0, end, isOpen);
      if (!isOpen) return index + 1;
      if (end - start > this.maxUnits) return first + 1;
    }
    return this.isLast || this.units.length - start > this.maxUnits ? first + 1 : null;
  }

  /** Whether a quoted field is open behind the line from `from` to `to`. */
  private isOpenAfter(from: number, to: number, isOpen: boolean): boolean {
    if (this.nextQuote(from) >= to) return isOpen;
    const { units } = this;
    const start = from + markLength(units, from);
    let isInside = isOpen;
    for (let quote = this.nextQuote(start); quote < to; ) {
      const isDoubled = isInside && units[quote + 1] === QUOTE;
      if (!isDoubled) isInside = !isInside && this.isFieldStart(start, quote);
      quote = this.nextQuote(quote + (isDoubled ? 2 : 1));
    }
    return isInside;
  }

  private nextQuote(from: number): number {
    if (this.quoteAt < from) {
      const found = this.units.indexOf(QUOTE, from);
      this.quoteAt = found === -1 ? this.units.length : found;
    }
    return this.quoteAt;
  }

  /** True when only spaces stand between what is at `at` and the delimiter, or the start of the line, before it. */
  private isFieldStart(lineStart: number, at: number): boolean {
    let before = at - 1;
    while (before >= lineStart && this.units[before] === SPACE) before--;
    return before < lineStart || this.units[before] === this.delimiter;
  }
}

/** Code units of a byte order mark. */
function markLength(units: TextBlock["units"], at: number): number {
  if (units[at] === 0xfeff) return 1;
  return units[at] === 0xef && units[at + 1] === 0xbb && units[at + 2] === 0xbf ? 3 : 0;
}
