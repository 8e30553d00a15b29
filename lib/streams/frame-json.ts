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

/**
 * One JSON value a piece: lines, objects spread over lines, objects joined without line ends, and the elements of
 * top-level arrays (also of several, as joined files have them). Brackets and commas belong to the piece before them, an
 * opening one to the piece after it.
 */
export const frameJson: Framer = (block, state, room) => {
  const jsonState = parseState(state);
  if (jsonState.part !== undefined) return frameRest(block, jsonState, jsonState.part, room);
  const pieces: Piece[] = [];
  const texts = new LineTexts(block);
  let { isArray } = jsonState;
  const isRun = jsonState.isJoined ?? (state === null && startsRun(block));
  for (let start = 0; start < block.units.length; ) {
    const found = isArray ? findElement(block, start, room.isLast) : findTop(block, start, room.isLast, isRun);
    if (found === null || !fits(pieces, found.end * block.unitBytes, room)) break;
    pieces.push(pieceOf(block, start, found, texts));
    isArray = found.isArrayAfter;
    start = found.end;
  }
  if (pieces.length > 0 || block.units.length === 0) return framed(pieces, between(isArray, isRun));
  const isIncomplete = block.units.length * block.unitBytes <= room.maxPieceBytes && !room.isLast;
  return isIncomplete ? { pieces, state } : frameOverlong(block, between(isArray, isRun), room);
};

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
function findTop(block: TextBlock, start: number, isLast: boolean, isRun: boolean): Found | null {
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
  const end = skipSpace(units, lineEnd);
  return end < units.length || isLast ? { valueStart, valueEnd: lineEnd, end, isArrayAfter: false } : null;
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
