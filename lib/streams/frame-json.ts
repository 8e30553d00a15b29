import type { Json } from "#lib/model/json.ts";
import { cutPiece, partPiece } from "./cut-piece.ts";
import { BLANK_REASON, fits } from "./frame-lines.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import {
  isArrayEnd,
  isJoined,
  type JsonScan,
  newScan,
  skipSeparators,
  skipSpace,
  startsArray,
  startsSpreadObject,
  valueEnd,
} from "./json-scan.ts";
import { LineTexts } from "./line-texts.ts";
import type { TextBlock } from "./text-block.ts";

const OPEN_BRACE = 0x7b;

interface JsonState {
  /** Between two elements of the top-level array; else between two lines. */
  isArray: boolean;
  /** The file's first object was followed by another on its line: lines don't tell objects apart. */
  isJoined?: boolean;
  /** Set after a cut: which part comes next, and where the scanner stands in a value (absent: in a line). */
  part?: number;
  scan?: JsonScan;
}

/** One piece on its way: code units from `start`, its value's text from `valueStart` to `valueEnd`. */
interface Found {
  valueStart: number;
  valueEnd: number;
  end: number;
  isArrayAfter: boolean;
}

/** Which lines of text between JSON values are one piece. Both see at most 300 characters of a line. */
export interface TextGroups {
  begins(line: string): boolean;
  /** `first` begins the group; white space before a line is not in it. */
  goesOn(line: string, group: { first: string; before: { isIndented: boolean }; isIndented: boolean }): boolean;
}

/**
 * One JSON value a piece: lines, objects spread over lines, objects joined without line ends, and the elements of
 * top-level arrays (also of several, as joined files have them). Brackets and commas belong to the piece before them, an
 * opening one to the piece after it. Text that is no JSON is a piece a line, or what `groups` takes together.
 */
export function frameJson(groups: TextGroups | null = null): Framer {
  return (block, state, room) => frame(block, state, room, groups);
}

function frame(block: TextBlock, state: Json, room: FrameRoom, groups: TextGroups | null): Framed {
  const jsonState = parseState(state);
  if (jsonState.part !== undefined) return frameRest(block, jsonState, jsonState.part, room);
  const pieces: Piece[] = [];
  const texts = new LineTexts(block);
  let { isArray } = jsonState;
  const isRun = jsonState.isJoined ?? (state === null && startsRun(block));
  for (let start = 0; start < block.units.length; ) {
    const found = isArray
      ? findElement(block, start, room.isLast)
      : findTop(block, start, room.isLast, { isRun, groups });
    if (found === null || !fits(pieces, found.end * block.unitBytes, room)) break;
    pieces.push(pieceOf(block, start, found, texts));
    isArray = found.isArrayAfter;
    start = found.end;
  }
  if (pieces.length > 0 || block.units.length === 0) return framed(pieces, between(isArray, isRun));
  const isIncomplete = block.units.length * block.unitBytes <= room.maxPieceBytes && !room.isLast;
  return isIncomplete ? { pieces, state } : frameOverlong(block, between(isArray, isRun), room);
}

function between(isArray: boolean, isRun: boolean | undefined): JsonState {
  return isRun === true ? { isArray, isJoined: true } : { isArray };
}

/** At the start of a file: whether its objects follow each other on one line. */
function startsRun({ units }: TextBlock): boolean {
  const start = skipSpace(units, 0);
  return units[start] === OPEN_BRACE && !startsSpreadObject(units, start) && isJoined(units, start) === true;
}

function parseState(state: Json): JsonState {
  return typeof state === "object" && state !== null && "isArray" in state
    ? (state as unknown as JsonState)
    : { isArray: false };
}

function framed(pieces: Piece[], state: JsonState): Framed {
  return { pieces, state: state as unknown as Json };
}

/** At the top level: a line, with the blank lines after it, or the start of an array or of an object over many lines. */
function findTop(
  block: TextBlock,
  start: number,
  isLast: boolean,
  { isRun, groups }: { isRun: boolean; groups: TextGroups | null },
): Found | null {
  const { units } = block;
  const valueStart = skipSpace(units, start);
  if (valueStart >= units.length) return isLast ? blank(units.length) : null;
  const isArrayStart = startsArray(units, valueStart);
  if (isArrayStart === null && !isLast) return null;
  if (isArrayStart === true) return findElement(block, valueStart + 1, isLast);
  if (startsSpreadObject(units, valueStart) || (isRun && units[valueStart] === OPEN_BRACE)) {
    return findElement(block, valueStart, isLast, false);
  }
  const lineEnd = units.indexOf(10, valueStart) + 1 || (isLast ? units.length : 0);
  if (lineEnd === 0) return null;
  const isText = groups !== null && units[valueStart] !== OPEN_BRACE;
  const valueEnd = isText ? groupEnd(units, { start: valueStart, lineEnd, isLast, groups }) : lineEnd;
  const end = skipSpace(units, valueEnd);
  return end < units.length || isLast ? { valueStart, valueEnd, end, isArrayAfter: false } : null;
}

const MAX_GROUP_LINES = 500;
const SEEN_CHARACTERS = 300;

/** Behind the last line that goes with the one at `start`; the end of the block when it may go on behind it. */
function groupEnd(
  units: TextBlock["units"],
  { start, lineEnd, isLast, groups }: { start: number; lineEnd: number; isLast: boolean; groups: TextGroups },
): number {
  const first = lineAt(units, start, lineEnd);
  let end = lineEnd;
  if (!groups.begins(first)) return end;
  let before = { isIndented: false };
  for (let count = 1; count < MAX_GROUP_LINES; count++) {
    const next = skipSpace(units, end);
    if (next >= units.length) return isLast ? end : next;
    const isIndented = units[next - 1] === 0x20 || units[next - 1] === 0x09;
    const nextEnd = units.indexOf(10, next) + 1 || (isLast ? units.length : 0);
    if (nextEnd === 0) return units.length;
    const line = lineAt(units, next, nextEnd);
    if (units[next] === OPEN_BRACE || !groups.goesOn(line, { first, before, isIndented })) return end;
    end = nextEnd;
    before = { isIndented };
  }
  return end;
}

function lineAt(units: TextBlock["units"], from: number, lineEnd: number): string {
  return String.fromCharCode(...units.subarray(from, Math.min(lineEnd, from + SEEN_CHARACTERS))).trimEnd();
}

function blank(end: number): Found {
  return { valueStart: end, valueEnd: end, end, isArrayAfter: false };
}

function findElement(block: TextBlock, start: number, isLast: boolean, isArray = true): Found | null {
  const { units } = block;
  const valueStart = skipSeparators(units, start);
  if (valueStart >= units.length) return isLast ? { ...blank(units.length), isArrayAfter: isArray } : null;
  const scanned = valueEnd(units, valueStart, units.length, newScan());
  if (scanned === -1 && !isLast) return null;
  const end = scanned === -1 ? units.length : scanned;
  return separated(units, valueStart, end, isLast, isArray);
}

/** Adds what separates the value from the next one: white space, a comma, the end of the array. */
function separated(
  units: TextBlock["units"],
  valueStart: number,
  valueEnd: number,
  isLast: boolean,
  isArray: boolean,
): Found | null {
  let end = isArray ? skipSeparators(units, valueEnd) : skipSpace(units, valueEnd);
  let isArrayAfter = isArray;
  if (isArray && end < units.length && isArrayEnd(units, end)) {
    end = skipSpace(units, end + 1);
    isArrayAfter = false;
  }
  return end < units.length || isLast ? { valueStart, valueEnd, end, isArrayAfter } : null;
}

function pieceOf(block: TextBlock, start: number, found: Found, texts: LineTexts): Piece {
  const startByte = start * block.unitBytes;
  const endByte = Math.min(found.end * block.unitBytes, block.bytes.length);
  if (found.valueStart >= found.valueEnd) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  return { text: texts.between(found.valueStart, found.valueEnd).trimEnd(), startByte, endByte };
}

/** The first piece is longer than allowed. */
function frameOverlong(block: TextBlock, state: JsonState, room: FrameRoom): Framed {
  const { units } = block;
  const { isArray, isJoined: isRun } = state;
  const piece = cutPiece(block, 0, 1, room);
  const cutUnit = piece.endByte / block.unitBytes;
  const start = isArray ? skipSeparators(units, 0) : skipSpace(units, 0);
  const isArrayStart = !isArray && startsArray(units, start) === true;
  const isLine = !isArray && !isArrayStart && !startsSpreadObject(units, start);
  if (isLine && !(isRun === true && units[start] === OPEN_BRACE)) return framed([piece], { ...state, part: 2 });
  const scan = newScan();
  valueEnd(units, isArrayStart ? skipSeparators(units, start + 1) : start, cutUnit, scan);
  return framed([piece], { ...between(isArray || isArrayStart, isRun), part: 2, scan });
}

/** The rest of a value or line that was cut. */
function frameRest(block: TextBlock, state: JsonState, part: number, room: FrameRoom): Framed {
  const { units } = block;
  const { isJoined: isRun } = state;
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  const scan = state.scan === undefined ? undefined : { ...state.scan };
  const to = Math.min(units.length, maxUnits);
  const end = scan === undefined ? units.indexOf(10) + 1 || -1 : valueEnd(units, 0, to, scan);
  if (end !== -1 && end <= maxUnits) {
    const found = separated(units, 0, end, room.isLast, state.isArray);
    if (found === null && units.length <= maxUnits) return framed([], state);
    const until = found === null || found.end > maxUnits ? end : found.end;
    const isArray = until === found?.end ? found.isArrayAfter : state.isArray;
    return framed([partPiece(block, 0, until, part, room)], between(isArray, isRun));
  }
  if (units.length <= maxUnits && !room.isLast) return framed([], state);
  if (units.length === 0) return framed([], between(state.isArray, isRun));
  const piece = cutPiece(block, 0, part, room);
  if (scan === undefined) return framed([piece], { ...between(state.isArray, isRun), part: part + 1 });
  const next = { ...(state.scan ?? newScan()) };
  valueEnd(units, 0, piece.endByte / block.unitBytes, next);
  return framed([piece], { ...between(state.isArray, isRun), part: part + 1, scan: next });
}
