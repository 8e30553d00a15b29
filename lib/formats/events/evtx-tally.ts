import { crc32 } from "#lib/streams/crc32.ts";
import { bytesAt, EVTX_MAGIC } from "#lib/streams/evtx-signature.ts";

/** What was met so far in an event log; part of the checkpoint. */
export interface EvtxTally {
  /** How many chunks the file's header tells of; null = it can't be believed. */
  expectedChunks: number | null;
  isDirty: boolean;
  chunks: number;
  unusedChunks: number;
  /** Shorter than a chunk is: bytes are missing. */
  cutChunks: number;
  wrongSignatures: number;
  wrongChecksums: number;
  lostBytes: number;
}

/** The tally at the start of a file, with what its header says. */
export function evtxTally(head: Uint8Array): EvtxTally {
  const counts = { chunks: 0, unusedChunks: 0, cutChunks: 0, wrongSignatures: 0, wrongChecksums: 0 };
  const tally = { expectedChunks: null, isDirty: false, ...counts, lostBytes: 0 };
  if (!bytesAt(head, 0, EVTX_MAGIC) || head.length < 128) return tally;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const flags = view.getUint32(120, true);
  const isBelieved = (flags & NO_CHECKSUMS) !== 0 || crc32(head.subarray(0, 120), 0) === view.getUint32(124, true);
  if (!isBelieved) return tally;
  return { ...tally, expectedChunks: view.getUint16(42, true), isDirty: (flags & DIRTY) !== 0 };
}

const DIRTY = 1;
/** A log written without checksums says so in its header and in those of its chunks. */
export const NO_CHECKSUMS = 4;

/** What was lost or is doubtful, one sentence each. */
export function damageNotes(tally: EvtxTally): string[] {
  const { expectedChunks, chunks, unusedChunks, cutChunks, wrongSignatures, wrongChecksums, lostBytes } = tally;
  const notes: string[] = [];
  if (expectedChunks === null) notes.push("The header of the event log is damaged; its chunks were read all the same.");
  // A log that is being written counts its chunks when it is closed.
  const missing = tally.isDirty || expectedChunks === null ? 0 : expectedChunks - chunks - unusedChunks;
  if (missing > 0) {
    notes.push(
      `The event log's header tells of ${expectedChunks} chunks: the last ${missing} are missing, with their events.`,
    );
  }
  if (cutChunks > 0)
    notes.push(`${chunkCount(cutChunks)} of the event log incomplete: events in the missing part are lost.`);
  if (wrongSignatures > 0) notes.push(`${chunkCount(wrongSignatures)} of the event log without a valid signature.`);
  if (wrongChecksums > 0)
    notes.push(
      `${chunkCount(wrongChecksums)} of the event log with a wrong checksum; what can be read of it is shown.`,
    );
  if (lostBytes > 0) notes.push(`${lostBytes} bytes of event records could not be read; they are kept as rejects.`);
  if (tally.isDirty) notes.push("The event log was copied while it was open: its newest events may be missing.");
  return notes;
}

function chunkCount(count: number): string {
  return count === 1 ? "1 chunk" : `${count} chunks`;
}
