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

  private isOpenAfter(from: number, to: number, isOpen: boolean): boolean {
    if (this.quoteAt < from) {
      const found = this.units.indexOf(QUOTE, from);
      this.quoteAt = found === -1 ? this.units.length : found;
    }
    return this.quoteAt >= to ? isOpen : this.scan(from, to, isOpen);
  }

  private scan(from: number, to: number, isOpen: boolean): boolean {
    const { units, delimiter } = this;
    let isInside = isOpen;
    let isFieldStart = !isOpen;
    for (let at = from + markLength(units, from); at < to; at++) {
      const unit = units[at];
      if (isInside) {
        if (unit !== QUOTE) continue;
        if (units[at + 1] === QUOTE) at++;
        else isInside = false;
      } else if (unit === QUOTE && isFieldStart) {
        isInside = true;
        isFieldStart = false;
      } else {
        isFieldStart = unit === delimiter || (isFieldStart && unit === SPACE);
      }
    }
    return isInside;
  }
}

/** Code units of a byte order mark. */
function markLength(units: TextBlock["units"], at: number): number {
  if (units[at] === 0xfeff) return 1;
  return units[at] === 0xef && units[at + 1] === 0xbb && units[at + 2] === 0xbf ? 3 : 0;
}
