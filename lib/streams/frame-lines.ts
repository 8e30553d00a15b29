import { cutPiece, cutState, partPiece } from "./cut-piece.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import { isBlankLine, type LineTable, lineTable, lineText } from "./line-table.ts";
import type { TextBlock } from "./text-block.ts";

export const BLANK_REASON = "Only blank lines.";

/** Every non-blank line is a piece; blank lines go with the piece before them, at the start with the one after. */
export const frameLines: Framer = (block, state, room) => {
  const lines = lineTable(block, room.isLast, room.lineSeparator);
  const cut = cutState(state);
  if (cut !== null) return frameRestOfLine(block, lines, cut.part, room);
  const pieces: Piece[] = [];
  let first = 0;
  while (first < lines.count) {
    const end = pieceEnd(block, lines, first, room.isLast);
    if (end === null || !fits(pieces, unitAt(lines, end) * block.unitBytes, room)) break;
    pieces.push(linePiece(block, lines, first, end));
    first = end;
  }
  return pieces.length > 0 || block.units.length === 0 ? { pieces, state: null } : frameOverlong(block, lines, room);
};

/** True when a piece that ends at `endByte` may still go into the batch. */
export function fits(pieces: readonly Piece[], endByte: number, room: FrameRoom): boolean {
  const start = pieces.at(-1)?.endByte ?? 0;
  return endByte - start <= room.maxPieceBytes && (pieces.length === 0 || endByte <= room.batchBytes);
}

export function unitAt(lines: LineTable, index: number): number {
  return lines.unitStarts[index] ?? 0;
}

/** Index of the line after the piece that starts at `first`, or null when the block does not show its end. */
function pieceEnd(block: TextBlock, lines: LineTable, first: number, isLast: boolean): number | null {
  let next = skipBlank(block, lines, first) + 1;
  next = skipBlank(block, lines, next);
  return next < lines.count || isLast ? Math.min(next, lines.count) : null;
}

export function skipBlank(block: TextBlock, lines: LineTable, from: number): number {
  let index = from;
  while (index < lines.count && isBlankLine(block, lines, index)) index++;
  return index;
}

function linePiece(block: TextBlock, lines: LineTable, first: number, end: number): Piece {
  const content = skipBlank(block, lines, first);
  const startByte = unitAt(lines, first) * block.unitBytes;
  const endByte = Math.min(unitAt(lines, end) * block.unitBytes, block.bytes.length);
  if (content >= end) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  return { text: lineText(block, lines, content), startByte, endByte };
}

/** The first piece is not complete, or longer than allowed: cut it behind its last blank line that fits, or anywhere. */
function frameOverlong(block: TextBlock, lines: LineTable, room: FrameRoom): Framed {
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state: null };
  let end = 0;
  while (end < lines.count && unitAt(lines, end + 1) <= maxUnits) end++;
  if (end > 0) return { pieces: [linePiece(block, lines, 0, end)], state: null };
  return { pieces: [cutPiece(block, 0, 1, room)], state: { part: 2 } };
}

/** The rest of a line that was cut: up to its end, or cut again. */
export function frameRestOfLine(block: TextBlock, lines: LineTable, part: number, room: FrameRoom): Framed {
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  if (lines.count > 0 && unitAt(lines, 1) <= maxUnits) {
    return { pieces: [partPiece(block, 0, unitAt(lines, 1), part, room)], state: null };
  }
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state: { part } };
  return { pieces: [cutPiece(block, 0, part, room)], state: { part: part + 1 } };
}
