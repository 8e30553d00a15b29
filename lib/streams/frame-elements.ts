import { cutPiece, cutState, partPiece } from "./cut-piece.ts";
import { BLANK_REASON, fits } from "./frame-lines.ts";
import type { Framed, FrameRoom, Framer, Piece } from "./framer.ts";
import { type TextBlock, textBetween } from "./text-block.ts";

/**
 * A piece is one XML element of the name, wherever lines end. Space, an XML declaration and the tags around all of them
 * go with the element behind, closing tags with the one before; other text between two elements is a piece of its own.
 */
export function frameElements(name: string): Framer {
  const tags: TagCodes = { opening: codes(`<${name}`), closing: codes(`</${name}>`) };
  return (block, state, room) => {
    const scan = new ElementScan(tags, block.units, room.isLast);
    const cut = cutState(state);
    return cut === null ? frameFromStart(block, scan, room) : frameRest(block, scan, cut.part, room);
  };
}

function frameFromStart(block: TextBlock, scan: ElementScan, room: FrameRoom): Framed {
  const pieces: Piece[] = [];
  for (let start = 0; start < block.units.length; ) {
    const found = scan.piece(start);
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

interface TagCodes {
  opening: readonly number[];
  closing: readonly number[];
}

/** Tags around elements are shorter; what is not closed within so much is no tag. */
const MAX_TAG_UNITS = 4096;

/** Finds the elements of one name in a block; they don't hold themselves. */
class ElementScan {
  private readonly tags: TagCodes;
  private readonly units: Units;
  private readonly isLast: boolean;
  /** Set once nothing of the kind ends any more in the block, so that it is not looked for again and again. */
  private readonly isEndless = { cdata: false, comment: false };

  constructor(tags: TagCodes, units: Units, isLast: boolean) {
    this.tags = tags;
    this.units = units;
    this.isLast = isLast;
  }

  /** Null when the block does not show where the piece ends. */
  piece(start: number): Found | null {
    const { units, isLast } = this;
    const textStart = this.start(start);
    if (textStart === -1) return isLast ? this.rest(start) : null;
    // What may stand before an element joins it; anything else was not meant to be there.
    const stray = skipAround(units, start, textStart);
    if (stray < textStart) return { textStart: stray, textEnd: textStart, end: textStart };
    const textEnd = this.end(textStart);
    if (textEnd === -1) return isLast ? { textStart, textEnd: units.length, end: units.length } : null;
    const end = skipClosing(units, textEnd, isLast);
    return end < units.length || isLast ? { textStart, textEnd, end } : null;
  }

  /** Behind the next closing tag or at the next opening one, whichever comes first, outside of CDATA and comments. */
  boundary(from: number): number {
    const { units, tags } = this;
    for (let at = units.indexOf(LESS, from); at !== -1; at = units.indexOf(LESS, at + 1)) {
      if (units[at + 1] === SLASH && isAt(units, at, tags.closing)) return at + tags.closing.length;
      if (this.isStart(at)) return at;
      if (units[at + 1] !== EXCLAMATION) continue;
      const inner = this.innerEnd(at);
      if (inner === -1) return -1;
      at = inner;
    }
    return -1;
  }

  private rest(start: number): Found {
    const { length } = this.units;
    return { textStart: skipAround(this.units, start, length), textEnd: length, end: length };
  }

  /** Where the element starts next; -1 = nowhere. */
  private start(from: number): number {
    const { units } = this;
    for (let at = units.indexOf(LESS, from); at !== -1; at = units.indexOf(LESS, at + 1)) {
      if (this.isStart(at)) return at;
    }
    return -1;
  }

  /** Behind the element that starts at `from`, or where the next one starts when this has no end; -1 = not in sight. */
  private end(from: number): number {
    const open = moreBefore(this.units, from, from + MAX_TAG_UNITS);
    return open !== -1 && this.units[open - 1] === SLASH ? open + 1 : this.boundary(from + 1);
  }

  /** The end of the CDATA or comment at `at`, else `at` itself; -1 = it may end beyond the block. */
  private innerEnd(at: number): number {
    const { units } = this;
    const kind = isAt(units, at, CDATA) ? "cdata" : isAt(units, at, COMMENT) ? "comment" : null;
    if (kind === null || this.isEndless[kind]) return at;
    const end = find(units, kind === "cdata" ? CDATA_END : COMMENT_END, at);
    if (end !== -1) return end;
    if (!this.isLast) return -1;
    this.isEndless[kind] = true;
    return at;
  }

  private isStart(at: number): boolean {
    const { units, tags } = this;
    if (!isAt(units, at, tags.opening)) return false;
    const next = units[at + tags.opening.length] ?? 0;
    return isSpace(next) || next === MORE || next === SLASH;
  }
}

function moreBefore(units: Units, from: number, to: number): number {
  const at = units.subarray(from, to).indexOf(MORE);
  return at === -1 ? -1 : from + at;
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

/** Behind white space, a byte order mark, the dashes of a tree view, declarations and the tags of wrapping elements. */
function skipAround(units: Units, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const unit = units[at] ?? 0;
    if (isSpace(unit) || unit === DASH || unit === 0xfeff || isUtf8Mark(units, at)) at += 1;
    else if (unit === LESS) {
      const end = moreBefore(units, at, Math.min(to, at + MAX_TAG_UNITS));
      if (end === -1) return at;
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

/** Behind white space and closing tags; the end of the block when a tag may go on there. */
function skipClosing(units: Units, from: number, isLast: boolean): number {
  let at = from;
  for (;;) {
    while (at < units.length && isSpace(units[at] ?? 0)) at++;
    if (units[at] !== LESS || (units[at + 1] !== SLASH && at + 1 < units.length)) return at;
    const end = moreBefore(units, at, at + MAX_TAG_UNITS);
    if (end === -1) return isLast || at + MAX_TAG_UNITS < units.length ? at : units.length;
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
function frameRest(block: TextBlock, scan: ElementScan, part: number, room: FrameRoom): Framed {
  const { units } = block;
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  const boundary = scan.boundary(0);
  if (boundary === 0) return frameFromStart(block, scan, room);
  const end = boundary === -1 && room.isLast ? units.length : boundary;
  if (end > 0 && end <= maxUnits) return { pieces: [partPiece(block, 0, end, part, room)], state: null };
  if (units.length <= maxUnits && !room.isLast) return { pieces: [], state: { part } };
  if (units.length === 0) return { pieces: [], state: null };
  return { pieces: [cutPiece(block, 0, part, room)], state: { part: part + 1 } };
}
