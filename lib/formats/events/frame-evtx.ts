import type { Json } from "#lib/model/json.ts";
import { bytesAt, EVTX_CHUNK_MAGIC, EVTX_HEADER_BYTES, EVTX_MAGIC } from "#lib/streams/evtx-signature.ts";
import type { Framed, FrameRoom, Framer, Piece } from "#lib/streams/framer.ts";
import { CHUNK_BYTES, CHUNK_HEADER_BYTES, findChunk, isZero } from "./evtx-bytes.ts";
import { type ChunkFindings, readChunk } from "./evtx-chunk.ts";
import { EvtxRecord } from "./evtx-record.ts";
import { damageNotes, type EvtxTally, evtxTally } from "./evtx-tally.ts";

/**
 * A piece is an event record. The header of the file and of a chunk belong to the first record behind them, unused space
 * to the record before it. Chunks are taken whole, since records share the templates of theirs.
 */
export const frameEvtx: Framer = (block, state, room) => {
  const framing = new EvtxFraming(block.bytes, tallyOf(state), room);
  return framing.framed();
};

/** What must be in the block to see a whole chunk behind the file's header. */
export const EVTX_LEAST_BYTES = EVTX_HEADER_BYTES + CHUNK_BYTES;

function tallyOf(state: Json): EvtxTally | null {
  return typeof state === "object" && state !== null && "chunks" in state ? (state as unknown as EvtxTally) : null;
}

class EvtxFraming {
  private readonly bytes: Uint8Array;
  private readonly room: FrameRoom;
  private readonly tally: EvtxTally;
  private readonly pieces: Piece[] = [];
  /** Where the next chunk begins. */
  private at: number;
  /** Up to where pieces go. */
  private covered = 0;

  constructor(bytes: Uint8Array, tally: EvtxTally | null, room: FrameRoom) {
    this.bytes = bytes;
    this.room = room;
    this.tally = tally === null ? evtxTally(bytes) : { ...tally };
    this.at = tally === null ? headerEnd(bytes) : 0;
  }

  framed(): Framed {
    const { bytes, room, pieces } = this;
    for (let end = this.chunkEnd(); end !== null; end = this.chunkEnd()) {
      const isUnused = isZero(bytes, this.at, end);
      // Unused space goes with what is before it, as much of it as can be seen.
      if (!isUnused && pieces.length > 0 && end > room.batchBytes) break;
      if (isUnused) this.tally.unusedChunks++;
      else this.addChunk(end);
      this.at = end;
      this.coverUnused();
    }
    if (pieces.length === 0 && this.at > 0) this.add(this.at, { text: "", rejectReason: UNUSED_REASON });
    const isOver = room.isLast && this.at >= bytes.length;
    const notes = isOver ? damageNotes(this.tally) : [];
    return { pieces, state: this.tally as unknown as Json, notes };
  }

  /** Null when no whole chunk is left in the block. */
  private chunkEnd(): number | null {
    const { at, bytes, room } = this;
    if (at >= bytes.length) return null;
    const whole = at + CHUNK_BYTES;
    if (whole > bytes.length && !room.isLast) return null;
    const end = Math.min(whole, bytes.length);
    if (bytesAt(bytes, at, EVTX_CHUNK_MAGIC)) {
      // Where bytes are missing the next chunk comes too early.
      const next = findChunk(bytes, at + CHUNK_HEADER_BYTES, end);
      return next === -1 ? end : next;
    }
    const next = findChunk(bytes, at + 1, end);
    return next === -1 ? end : next;
  }

  private addChunk(end: number): void {
    const isCut = end - this.at < CHUNK_BYTES;
    const findings = readChunk(this.bytes.subarray(this.at, end), { isCut, isDirty: this.tally.isDirty });
    this.count(findings, isCut);
    for (const { end: itemEnd, content } of findings.items) {
      const endByte = this.at + itemEnd;
      if (content instanceof EvtxRecord) this.add(endByte, { text: "", content });
      else this.add(endByte, { text: content.text, rejectReason: content.reason });
    }
  }

  private count({ hasWrongChecksum, hasWrongSignature, lostBytes }: ChunkFindings, isCut: boolean): void {
    const { tally } = this;
    tally.chunks++;
    if (isCut) tally.cutChunks++;
    if (hasWrongChecksum) tally.wrongChecksums++;
    if (hasWrongSignature) tally.wrongSignatures++;
    tally.lostBytes += lostBytes;
  }

  private add(endByte: number, piece: Omit<Piece, "startByte" | "endByte">): void {
    this.pieces.push({ ...piece, startByte: this.covered, endByte });
    this.covered = endByte;
  }

  /** A header before the first piece stays with that piece, what follows a piece goes with it. */
  private coverUnused(): void {
    const last = this.pieces.at(-1);
    if (last === undefined) return;
    last.endByte = this.at;
    this.covered = this.at;
  }
}

const UNUSED_REASON = "Unused space of the event log: it holds no events.";

function headerEnd(bytes: Uint8Array): number {
  if (bytesAt(bytes, 0, EVTX_MAGIC)) return Math.min(EVTX_HEADER_BYTES, bytes.length);
  const isChunk = bytesAt(bytes, 0, EVTX_CHUNK_MAGIC);
  return !isChunk && bytesAt(bytes, EVTX_HEADER_BYTES, EVTX_CHUNK_MAGIC) ? EVTX_HEADER_BYTES : 0;
}
