import { cutPiece, cutState } from "./cut-piece.ts";
import { BLANK_REASON, fits, frameRestOfLine, skipBlank, unitAt } from "./frame-lines.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import { type LineTable, lineTable, lineText } from "./line-table.ts";
import { RowScan } from "./row-scan.ts";
import type { TextBlock } from "./text-block.ts";

export interface RowMarks {
  /** Separates fields, so that a quote behind it opens a field that may hold line ends; null = a row is a line. */
  delimiter: string | null;
  /** So many rows at the start of the file join the row after them: headings. */
  leadRows?: number;
  /** Lines that start with this character join the row after them, wherever they are. */
  leadMark?: string;
}

/** Set once the headings at the start of the file are behind. */
const STARTED = { isStarted: true };

/**
 * One row of a table a piece (RFC 4180), with the headings and directives above it. A quoted field holds line ends; one
 * that is not closed within 64 KiB was no quoted field, and its row ends with its first line.
 */
export function frameRows(marks: RowMarks): Framer {
  return (block, state, room) => {
    const lines = lineTable(block, room.isLast, room.lineSeparator);
    const cut = cutState(state);
    if (cut !== null) return started(frameRestOfLine(block, lines, cut.part, room));
    const table = { block, lines, room, marks, scan: new RowScan(block, lines, { room, delimiter: marks.delimiter }) };
    const pieces: Piece[] = [];
    let leadRows = state === null ? (marks.leadRows ?? 0) : 0;
    for (let first = 0; first < lines.count; leadRows = 0) {
      const end = pieceEnd(table, first, leadRows);
      if (end === null || !fits(pieces, unitAt(lines, end) * block.unitBytes, room)) break;
      pieces.push(rowPiece(table, first, end));
      first = end;
    }
    if (pieces.length > 0) return { pieces, state: STARTED };
    return block.units.length === 0 ? { pieces, state } : frameOverlong(table, state);
  };
}

interface Table {
  block: TextBlock;
  lines: LineTable;
  room: FrameRoom;
  marks: RowMarks;
  scan: RowScan;
}

/** Index of the line behind the row that `first` belongs to, with what leads it; null when the block does not show it. */
function pieceEnd(table: Table, first: number, leadRows: number): number | null {
  const { block, lines, room, scan } = table;
  let at = skipBlank(block, lines, first);
  for (let leads = leadRows; at < lines.count; leads--) {
    const isMarked = isLeadLine(table, at);
    const end = isMarked ? at + 1 : scan.rowEnd(at);
    if (end === null) return null;
    at = skipBlank(block, lines, end);
    if (!isMarked && leads <= 0) return at < lines.count || room.isLast ? at : null;
  }
  return room.isLast ? lines.count : null;
}

function isLeadLine({ block, lines, marks }: Table, index: number): boolean {
  if (marks.leadMark === undefined) return false;
  const start = lines.textStarts[index] ?? 0;
  return block.text.startsWith(marks.leadMark, block.text.charCodeAt(start) === 0xfeff ? start + 1 : start);
}

/** The text runs from the first to the last non-blank line, with the line ends between them as they are. */
function rowPiece({ block, lines }: Table, first: number, end: number): Piece {
  const content = skipBlank(block, lines, first);
  const startByte = unitAt(lines, first) * block.unitBytes;
  const endByte = Math.min(unitAt(lines, end) * block.unitBytes, block.bytes.length);
  if (content >= end) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  if (content === end - 1) return { text: lineText(block, lines, content), startByte, endByte };
  const text = block.text.slice(lines.textStarts[content], lines.textStarts[end]).replace(/[\r\n]+$/, "");
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, startByte, endByte };
}

/** The first piece is longer than allowed, or not complete: cut it behind the last line that fits, or anywhere. */
function frameOverlong(table: Table, state: Framed["state"]): Framed {
  const { block, lines, room } = table;
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state };
  let end = 0;
  while (end < lines.count && unitAt(lines, end + 1) <= maxUnits) end++;
  if (end > 0) return { pieces: [rowPiece(table, 0, end)], state: STARTED };
  return { pieces: [cutPiece(block, 0, 1, room)], state: { part: 2 } };
}

function started(framed: Framed): Framed {
  return framed.pieces.length > 0 && framed.state === null ? { ...framed, state: STARTED } : framed;
}
