import { crc32 } from "#lib/streams/crc32.ts";
import { ChunkWriter, type WrittenEvent } from "./evtx-writer.test-kit.ts";

/** An EVTX file: its header and one chunk for each list of events, by the published description of the format. */
export function evtxFile(chunks: readonly (readonly WrittenEvent[])[], options: { isDirty?: boolean } = {}): Buffer {
  const header = Buffer.alloc(4096);
  header.write("ElfFile\0", 0, "latin1");
  header.writeBigUInt64LE(BigInt(Math.max(0, chunks.length - 1)), 16);
  header.writeBigUInt64LE(BigInt((chunks.at(-1)?.at(-1)?.recordId ?? 0) + 1), 24);
  header.writeUInt32LE(128, 32);
  header.writeUInt16LE(1, 36);
  header.writeUInt16LE(3, 38);
  header.writeUInt16LE(4096, 40);
  header.writeUInt16LE(chunks.length, 42);
  header.writeUInt32LE(options.isDirty ? 1 : 0, 120);
  header.writeUInt32LE(crc32(header.subarray(0, 120), 0), 124);
  return Buffer.concat([header, ...chunks.map(evtxChunk)]);
}

/** How many of the events fit into one chunk from the front. */
export function chunksOf(events: readonly WrittenEvent[]): WrittenEvent[][] {
  const chunks: WrittenEvent[][] = [];
  let writer = new ChunkWriter();
  let chunk: WrittenEvent[] = [];
  for (const event of events) {
    if (!writer.add(event)) {
      chunks.push(chunk);
      chunk = [];
      writer = new ChunkWriter();
      writer.add(event);
    }
    chunk.push(event);
  }
  return chunk.length === 0 ? chunks : [...chunks, chunk];
}

function evtxChunk(events: readonly WrittenEvent[]): Buffer {
  const writer = new ChunkWriter();
  for (const event of events) if (!writer.add(event)) throw new Error("The events don't fit into one chunk.");
  return writer.finish(events);
}
