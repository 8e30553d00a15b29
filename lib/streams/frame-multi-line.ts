import { cutPiece, cutState, partPiece } from "./cut-piece.ts";
import { BLANK_REASON, fits, frameRestOfLine, skipBlank, unitAt } from "./frame-lines.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import { type LineTable, lineTable, lineText } from "./line-table.ts";
import { splitJoints } from "./split-joints.ts";
import type { TextBlock } from "./text-block.ts";

export interface LineMarks {
  starts(line: string): boolean;
  ends?(line: string): boolean;
  /** A header: it ends the piece before it, and the next line that starts a piece joins it. */
  leads?(line: string): boolean;
  /** The same where no piece is open; within a piece such a line is like any other. */
  opens?(line: string): boolean;
  /** A line of a piece whose start is missing: where no piece is open, it opens one as a start does. */
  resumes?(line: string): boolean;
  /** The line behind it joins its piece, whatever that is: a line that was cut. */
  holds?(line: string): boolean;
  /** Within a piece whose first line is `first`, a line that begins one of its own; `resumes` must accept it too. */
  breaks?(line: string, first: string): boolean;
  /** ASCII inside a line behind whose first character another line begins. */
  joint?: string;
}

/** A piece whose lines did not fit: the next batch goes on with lines that belong to it. */
interface OpenState {
  part: number;
  isOpen: true;
}

/**
 * A piece runs from a line that `starts` accepts to the next such line, or to the line that `ends` accepts. A line that
 * belongs to no piece is one of its own. Blank lines go with what is before them, at the start with what follows.
 */
export function frameMultiLine(marks: LineMarks): Framer {
  return (block, state, room) => {
    const table = lineTable(block, room.isLast, room.lineSeparator);
    const lines = marks.joint === undefined ? table : splitJoints(block, table, marks.joint);
    if (isOpenState(state)) return frameContinuation(block, lines, marks, state.part, room);
    const cut = cutState(state);
    if (cut !== null) return reopened(frameRestOfLine(block, lines, cut.part, room), cut.part + 1);
    const roleOf = remembered((index) => lineRole(marks, lineText(block, lines, index)));
    const pieces: Piece[] = [];
    let first = 0;
    while (first < lines.count) {
      const end = pieceEnd(block, lines, { marks, roleOf }, first, room.isLast);
      if (end === null || !fits(pieces, unitAt(lines, end) * block.unitBytes, room)) break;
      pieces.push(multiLinePiece(block, lines, first, end));
      first = end;
    }
    return pieces.length > 0 || block.units.length === 0 ? { pieces, state: null } : frameOverlong(block, lines, room);
  };
}

function isOpenState(state: unknown): state is OpenState {
  return typeof state === "object" && state !== null && "isOpen" in state;
}

type LineRole = "lead" | "start" | "other";

function lineRole(marks: LineMarks, line: string): LineRole {
  if (marks.leads?.(line) === true) return "lead";
  return marks.starts(line) ? "start" : "other";
}

/** The end of one piece is the start of the next: ask once. */
function remembered(roleOf: (index: number) => LineRole): (index: number) => LineRole {
  let askedFor = -1;
  let answer: LineRole = "other";
  return (index) => {
    if (index !== askedFor) {
      askedFor = index;
      answer = roleOf(index);
    }
    return answer;
  };
}

interface Roles {
  marks: LineMarks;
  roleOf(index: number): LineRole;
}

function pieceEnd(block: TextBlock, lines: LineTable, roles: Roles, first: number, isLast: boolean): number | null {
  const { marks, roleOf } = roles;
  const content = skipBlank(block, lines, first);
  if (content >= lines.count) return isLast ? lines.count : null;
  const endsAt = (index: number) => marks.ends?.(lineText(block, lines, index)) === true;
  const holdsAt = (index: number) => marks.holds?.(lineText(block, lines, index)) === true;
  const breaksAt = (index: number) =>
    marks.breaks?.(lineText(block, lines, index), lineText(block, lines, content)) === true;
  let isHeld = holdsAt(content);
  let isOpened = roleOf(content) === "other" && marks.opens?.(lineText(block, lines, content)) === true;
  let isLeading = isOpened || roleOf(content) === "lead";
  const isBegun = roleOf(content) !== "other" || marks.resumes?.(lineText(block, lines, content)) === true;
  let isOpen = isLeading || (isBegun && !endsAt(content));
  let next = skipBlank(block, lines, content + 1);
  while (next < lines.count && (isOpen || isHeld)) {
    const role = roleOf(next);
    if (!isHeld && ((role === "lead" && !isOpened) || (role === "start" && !isLeading))) break;
    if (!isHeld && role === "other" && breaksAt(next)) break;
    isHeld = holdsAt(next);
    if (role !== "other") isOpened = false;
    if (role === "start") isLeading = false;
    isOpen = isLeading || !endsAt(next);
    next = skipBlank(block, lines, next + 1);
  }
  return next < lines.count || isLast ? next : null;
}

/** The text runs from the first to the last non-blank line, with the line ends between them as they are. */
function multiLinePiece(block: TextBlock, lines: LineTable, first: number, end: number): Piece {
  const content = skipBlank(block, lines, first);
  const startByte = unitAt(lines, first) * block.unitBytes;
  const endByte = Math.min(unitAt(lines, end) * block.unitBytes, block.bytes.length);
  if (content >= end) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  if (content === end - 1) return { text: lineText(block, lines, content), startByte, endByte };
  const text = block.text.slice(lines.textStarts[content], lines.textStarts[end]).trimEnd();
  return { text: text.charCodeAt(0) === 0xfeff ? text.slice(1) : text, startByte, endByte };
}

/** Cut a piece that is too long behind the last line that fits; its first part is parsed, the others are rejects. */
function frameOverlong(block: TextBlock, lines: LineTable, room: FrameRoom): Framed {
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state: null };
  const end = linesThatFit(lines, maxUnits);
  if (end > 0) return { pieces: [multiLinePiece(block, lines, 0, end)], state: { part: 2, isOpen: true } };
  return { pieces: [cutPiece(block, 0, 1, room)], state: { part: 2 } };
}

function linesThatFit(lines: LineTable, maxUnits: number): number {
  let end = 0;
  while (end < lines.count && unitAt(lines, end + 1) <= maxUnits) end++;
  return end;
}

/** Lines that still belong to a piece that was cut between two lines. */
function frameContinuation(
  block: TextBlock,
  lines: LineTable,
  marks: LineMarks,
  part: number,
  room: FrameRoom,
): Framed {
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  let end = 0;
  let isClosed = false;
  while (end < lines.count && !isClosed && unitAt(lines, end + 1) <= maxUnits) {
    const line = lineText(block, lines, end);
    if (lineRole(marks, line) !== "other") isClosed = true;
    else if (marks.ends?.(line) === true) isClosed = ++end > 0;
    else end++;
  }
  if (end === 0 && isClosed) return frameMultiLine(marks)(block, null, room);
  const isWhole = isClosed || (room.isLast && end === lines.count);
  if (end > 0 && (isWhole || block.units.length > maxUnits)) {
    const piece = partPiece(block, 0, unitAt(lines, end), part, room);
    return { pieces: [piece], state: isWhole ? null : { part: part + 1, isOpen: true } };
  }
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state: { part, isOpen: true } };
  if (block.units.length === 0) return { pieces: [], state: null };
  return { pieces: [cutPiece(block, 0, part, room)], state: { part: part + 1 } };
}

/** Behind the rest of a cut line its piece may go on. */
function reopened(framed: Framed, nextPart: number): Framed {
  if (framed.pieces.length === 0 || framed.state !== null) return framed;
  return { pieces: framed.pieces, state: { part: nextPart, isOpen: true } };
}
