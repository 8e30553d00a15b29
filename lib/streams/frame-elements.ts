import { cutPiece, cutState, partPiece } from "./cut-piece.ts";
import { BLANK_REASON, fits } from "./frame-lines.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import { type TextBlock, textBetween } from "./text-block.ts";

/**
 * A piece is one XML element of the name, wherever lines end. Space, an XML declaration and the tags around all of them
 * go with the element behind, closing tags with the one before; other text between two elements is a piece of its own.
 */
export function frameElements(name: string): Framer {
  const tags = new ElementTags(name);
  return (block, state, room) => {
    const cut = cutState(state);
    return cut === null ? frameFromStart(block, tags, room) : frameRest(block, tags, cut.part, room);
  };
}

function frameFromStart(block: TextBlock, tags: ElementTags, room: FrameRoom): Framed {
  const pieces: Piece[] = [];
  for (let start = 0; start < block.units.length; ) {
    const found = findPiece(block.units, tags, start, room.isLast);
    if (found === null || !fits(pieces, found.end * block.unitBytes, room)) break;
    pieces.push(pieceOf(block, start, found));
    start = found.end;
  }
  return pieces.length > 0 || block.units.length === 0 ? { pieces, state: null } : frameOverlong(block, room);
}

type Units = TextBlock["units"];

/** Code units of one piece; without text it holds only space and the tags around. */
interface Found {
  textStart: number;
  textEnd: number;
  end: number;
}

const LESS = 0x3c;
const MORE = 0x3e;

/** Finds the tags of one element name; the element does not hold itself. */
class ElementTags {
  private readonly opening: number[];
  private readonly closing: number[];

  constructor(name: string) {
    this.opening = codes(`<${name}`);
    this.closing = codes(`</${name}>`);
  }

  /** Where the element starts next; -1 = nowhere. */
  start(units: Units, from: number): number {
    for (let at = units.indexOf(LESS, from); at !== -1; at = units.indexOf(LESS, at + 1)) {
      if (this.isStart(units, at)) return at;
    }
    return -1;
  }

  /** Behind the element that starts at `from`, or where the next one starts when this has no end; -1 = not in sight. */
  end(units: Units, from: number): number {
    const open = units.indexOf(MORE, from);
    if (open !== -1 && units[open - 1] === SLASH) return open + 1;
    return this.boundary(units, from + 1);
  }

  /** Behind the next closing tag or at the next opening one, whichever comes first, outside of CDATA and comments. */
  boundary(units: Units, from: number): number {
    for (let at = units.indexOf(LESS, from); at !== -1; at = units.indexOf(LESS, at + 1)) {
      if (units[at + 1] === SLASH && isAt(units, at, this.closing)) return at + this.closing.length;
      if (this.isStart(units, at)) return at;
      if (units[at + 1] !== EXCLAMATION) continue;
      const inner = isAt(units, at, CDATA)
        ? find(units, CDATA_END, at)
        : isAt(units, at, COMMENT)
          ? find(units, COMMENT_END, at)
          : at;
      if (inner === -1) return -1;
      at = inner;
    }
    return -1;
  }

  private isStart(units: Units, at: number): boolean {
    if (!isAt(units, at, this.opening)) return false;
    const next = units[at + this.opening.length] ?? 0;
    return isSpace(next) || next === MORE || next === SLASH;
  }
}

const SLASH = 0x2f;
const EXCLAMATION = 0x21;
const CDATA = codes("<![CDATA[");
const CDATA_END = codes("]]>");
const COMMENT = codes("<!--");
const COMMENT_END = codes("-->");

function codes(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

function isAt(units: Units, at: number, wanted: readonly number[]): boolean {
  for (let index = 1; index < wanted.length; index++) if (units[at + index] !== wanted[index]) return false;
  return units[at] === wanted[0];
}

function find(units: Units, wanted: readonly number[], from: number): number {
  const first = wanted[0] ?? 0;
  for (let at = units.indexOf(first, from); at !== -1; at = units.indexOf(first, at + 1)) {
    if (isAt(units, at, wanted)) return at;
  }
  return -1;
}

function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}

/** Null when the block does not show where the piece ends. */
function findPiece(units: Units, tags: ElementTags, start: number, isLast: boolean): Found | null {
  const textStart = tags.start(units, start);
  if (textStart === -1) return isLast ? restOfFile(units, start) : null;
  // What may stand before an element joins it; anything else was not meant to be there.
  const stray = skipAround(units, start, textStart);
  if (stray < textStart) return { textStart: stray, textEnd: textStart, end: textStart };
  const textEnd = tags.end(units, textStart);
  if (textEnd === -1) return isLast ? { textStart, textEnd: units.length, end: units.length } : null;
  const end = skipClosing(units, textEnd);
  return end < units.length || isLast ? { textStart, textEnd, end } : null;
}

function restOfFile(units: Units, start: number): Found {
  const textStart = skipAround(units, start, units.length);
  return { textStart, textEnd: units.length, end: units.length };
}

/** Behind white space, a byte order mark, the dashes of a tree view, declarations and the tags of wrapping elements. */
function skipAround(units: Units, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = units[at] ?? 0;
    if (isSpace(unit) || unit === DASH || unit === 0xfeff || isUtf8Mark(units, at)) at += 1;
    else if (unit === LESS) {
      const end = units.indexOf(MORE, at);
      if (end === -1 || end >= to) return at;
      at = end + 1;
    } else return at;
  }
  return to;
}

const DASH = 0x2d;

function isUtf8Mark(units: Units, at: number): boolean {
  const unit = units[at];
  return unit === 0xef || (unit === 0xbb && units[at - 1] === 0xef) || (unit === 0xbf && units[at - 2] === 0xef);
}

/** Behind white space and closing tags, as far as they are whole. */
function skipClosing(units: Units, from: number): number {
  let at = from;
  for (;;) {
    while (at < units.length && isSpace(units[at] ?? 0)) at++;
    if (units[at] !== LESS || units[at + 1] !== SLASH) return at;
    const end = units.indexOf(MORE, at);
    if (end === -1) return units.length;
    at = end + 1;
  }
}

function pieceOf(block: TextBlock, start: number, { textStart, textEnd, end }: Found): Piece {
  const startByte = start * block.unitBytes;
  const endByte = Math.min(end * block.unitBytes, block.bytes.length);
  if (textStart >= textEnd) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  return { text: textBetween(block, textStart, textEnd).trimEnd(), startByte, endByte };
}

/** The first element is not complete, or longer than allowed. */
function frameOverlong(block: TextBlock, room: FrameRoom): Framed {
  if (block.bytes.length <= room.maxPieceBytes && !room.isLast) return { pieces: [], state: null };
  return { pieces: [cutPiece(block, 0, 1, room)], state: { part: 2 } };
}

/** The rest of an element that was cut. */
function frameRest(block: TextBlock, tags: ElementTags, part: number, room: FrameRoom): Framed {
  const { units } = block;
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  const boundary = tags.boundary(units, 0);
  if (boundary === 0) return frameFromStart(block, tags, room);
  const end = boundary === -1 && room.isLast ? units.length : boundary;
  if (end > 0 && end <= maxUnits) return { pieces: [partPiece(block, 0, end, part, room)], state: null };
  if (units.length <= maxUnits && !room.isLast) return { pieces: [], state: { part } };
  if (units.length === 0) return { pieces: [], state: null };
  return { pieces: [cutPiece(block, 0, part, room)], state: { part: part + 1 } };
}
