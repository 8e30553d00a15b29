import { type FrameRoom, type Piece, sizeText } from "./framer.ts";
import { type TextBlock, textBetween } from "./text-block.ts";
import { sequenceLength } from "./windows-1252.ts";

/** Rejected text is shown, not parsed: this much of it is enough. */
const SHOWN_UNITS = 8192;

/** What goes on in the next batch: which part of an overlong piece comes next. */
export interface CutState {
  part: number;
}

export function cutState(state: unknown): CutState | null {
  return typeof state === "object" && state !== null && "part" in state && typeof state.part === "number"
    ? { part: state.part }
    : null;
}

/** The first `maxPieceBytes` of the block, from `startUnit`, as a reject that says it is a part; never within a character. */
export function cutPiece(block: TextBlock, startUnit: number, part: number, room: FrameRoom): Piece {
  const endUnit = characterStart(block, startUnit + Math.floor(room.maxPieceBytes / block.unitBytes));
  return partPiece(block, startUnit, endUnit, part, room);
}

/** Code units `startUnit` to `endUnit` as a reject that says it is part of a longer piece. */
export function partPiece(block: TextBlock, startUnit: number, endUnit: number, part: number, room: FrameRoom): Piece {
  const shownEnd = characterStart(block, Math.min(endUnit, startUnit + SHOWN_UNITS));
  return {
    text: textBetween(block, startUnit, shownEnd),
    startByte: startUnit * block.unitBytes,
    endByte: Math.min(endUnit * block.unitBytes, block.bytes.length),
    rejectReason: `Part ${part} of a record longer than ${sizeText(room.maxPieceBytes)}: kept, but not parsed.`,
  };
}

/** The nearest start of a character at or before `unit`. */
function characterStart(block: TextBlock, unit: number): number {
  const { units } = block;
  if (unit >= units.length) return units.length;
  if (block.unitBytes === 2) return ((units[unit] ?? 0) & 0xfc00) === 0xdc00 && unit > 0 ? unit - 1 : unit;
  for (let back = 1; back <= 3 && back < unit; back++) {
    if (sequenceLength(block.bytes, unit - back) > back) return unit - back;
  }
  return unit;
}
