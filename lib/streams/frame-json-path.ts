import type { Json } from "#lib/model/json.ts";
import { cutPiece, partPiece } from "./cut-piece.ts";
import { BLANK_REASON, fits } from "./frame-lines.ts";
import type { FrameRoom, Framer, Piece } from "./framer.ts";
import { type Found, PathScan, type PathState, type PathStep } from "./json-path-scan.ts";
import { LineTexts } from "./line-texts.ts";
import type { TextBlock } from "./text-block.ts";

/**
 * Records that stand in arrays within JSON documents, at a path of keys (see PathStep):
 * `["resourceLogs", "scopeLogs", "logRecords"]`. A piece's text begins with what was opened on the path since the record before it, so that a parser meets the context
 * of the record; what is closed behind a record belongs to its piece and not to its text. A document without such a
 * record, and text that is no JSON, are pieces of their own.
 */
export function frameJsonPath(path: readonly PathStep[]): Framer {
  return (block, state, room) => {
    const start = readState(state);
    if (start.part !== undefined) return restOfLine(block, start.part, room);
    const texts = new LineTexts(block);
    const pieces: Piece[] = [];
    let now = start;
    for (let at = 0; at < block.units.length; ) {
      const found = new PathScan(block.units, path, room.isLast).next(at, now);
      if (found === null || !fits(pieces, found.end * block.unitBytes, room)) break;
      pieces.push(pieceOf(block, at, found, texts));
      now = found.after;
      at = found.end;
    }
    if (pieces.length > 0 || block.units.length === 0) return { pieces, state: toJson(now) };
    if (block.units.length * block.unitBytes <= room.maxPieceBytes && !room.isLast)
      return { pieces, state: toJson(now) };
    return { pieces: [cutPiece(block, 0, 1, room)], state: toJson({ in: "top", level: 0, part: 2 }) };
  };
}

function readState(state: Json): PathState {
  return typeof state === "object" && state !== null && "in" in state
    ? (state as unknown as PathState)
    : { in: "top", level: 0 };
}

function toJson(state: PathState): Json {
  return { ...state } as unknown as Json;
}

function pieceOf(block: TextBlock, start: number, { textStart, textEnd, end }: Found, texts: LineTexts): Piece {
  const startByte = start * block.unitBytes;
  const endByte = Math.min(end * block.unitBytes, block.bytes.length);
  if (textStart >= textEnd) return { text: "", startByte, endByte, rejectReason: BLANK_REASON };
  return { text: texts.between(textStart, textEnd).trim(), startByte, endByte };
}

/** What was too long is kept up to the end of its line; behind it, documents begin anew. */
function restOfLine(block: TextBlock, part: number, room: FrameRoom) {
  const maxUnits = Math.floor(room.maxPieceBytes / block.unitBytes);
  const end = block.units.indexOf(10) + 1 || (room.isLast ? block.units.length : 0);
  if (end > 0 && end <= maxUnits) {
    return { pieces: [partPiece(block, 0, end, part, room)], state: toJson({ in: "top", level: 0 }) };
  }
  const state: PathState = { in: "top", level: 0, part };
  if (block.units.length <= maxUnits && !room.isLast) return { pieces: [], state: toJson(state) };
  if (block.units.length === 0) return { pieces: [], state: toJson({ in: "top", level: 0 }) };
  return { pieces: [cutPiece(block, 0, part, room)], state: toJson({ ...state, part: part + 1 }) };
}
