import type { Json } from "#lib/model/json.ts";
import type { TextBlock } from "./text-block.ts";

/** One piece of a block: what a parser sees and the bytes it answers for. */
export interface Piece {
  /** Without line end and separators. */
  text: string;
  /** In the block; pieces follow each other without gap from 0. */
  startByte: number;
  endByte: number;
  /** What a binary format decoded already, for its parser. */
  content?: unknown;
  /** Set when the framer itself knows that the piece can't be parsed: why. */
  rejectReason?: string;
}

export interface FrameRoom {
  /** Pieces are taken up to here; the first one may be longer. */
  batchBytes: number;
  /** Longer pieces are cut. */
  maxPieceBytes: number;
  /** True when the content ends with the block. */
  isLast: boolean;
  /** The code unit that ends a line: 10, or 13 in files that know only carriage returns. */
  lineSeparator: 10 | 13;
}

export interface Framed {
  pieces: Piece[];
  /** Small JSON with which the framer goes on behind the last piece. */
  state: Json;
  /** What was lost or is doubtful in the whole content, known at its end; one sentence each. */
  notes?: string[];
}

/**
 * Cuts a block into pieces. Returns none when the first piece is not complete in the block; it must return one when the
 * block is longer than `maxPieceBytes` or the last. The result depends on content and state alone, not on how the bytes arrived.
 */
export type Framer = (block: TextBlock, state: Json, room: FrameRoom) => Framed;

/** Readable size for the reasons of cut pieces. */
export function sizeText(bytes: number): string {
  return bytes >= 1024 * 1024 ? `${Math.round((bytes / 1024 / 1024) * 10) / 10} MiB` : `${bytes} bytes`;
}
