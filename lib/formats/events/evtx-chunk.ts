import { crc32 } from "#lib/streams/crc32.ts";
import { bytesAt, EVTX_CHUNK_MAGIC } from "#lib/streams/evtx-signature.ts";
import { ExpansionBudget } from "./binxml-damage.ts";
import { BinXmlReader } from "./binxml-template.ts";
import { CHUNK_HEADER_BYTES, isZero, RECORD_HEADER_BYTES, wholeAt } from "./evtx-bytes.ts";
import { EvtxRecord, recordRemains } from "./evtx-record.ts";
import { NO_CHECKSUMS } from "./evtx-tally.ts";

/** What stands at one place of a chunk. */
export interface ChunkItem {
  /** In the chunk. */
  start: number;
  end: number;
  content: EvtxRecord | { reason: string; text: string };
}

export interface ChunkFindings {
  /** In their order; what stands between and around them holds nothing to read. */
  items: ChunkItem[];
  hasWrongSignature: boolean;
  hasWrongChecksum: boolean;
  /** Bytes that hold no readable record. */
  lostBytes: number;
}

/**
 * The records of one chunk. `isCut`: it is shorter than chunks are. `isDirty`: the log was not closed, so the header may
 * be older than the records.
 * Facts: the published descriptions of libevtx ("Windows XML Event Log (EVTX) format") and [MS-EVEN6].
 */
export function readChunk(bytes: Uint8Array, { isCut, isDirty }: { isCut: boolean; isDirty: boolean }): ChunkFindings {
  const header = chunkHeader(bytes);
  const walk = new ChunkWalk(bytes, header, { isCut, isDirty });
  return {
    items: walk.items(),
    hasWrongSignature: !header.hasSignature,
    hasWrongChecksum: header.hasSignature && !isCut && !hasRightChecksums(bytes, header),
    lostBytes: walk.lostBytes,
  };
}

interface ChunkHeader {
  hasSignature: boolean;
  /** Its own word where records end; null when the header can't be believed. */
  recordsEnd: number | null;
}

function chunkHeader(bytes: Uint8Array): ChunkHeader {
  const hasSignature = bytesAt(bytes, 0, EVTX_CHUNK_MAGIC);
  if (bytes.length < CHUNK_HEADER_BYTES) return { hasSignature, recordsEnd: null };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const recordsEnd = view.getUint32(48, true);
  const isCredible = view.getUint32(40, true) === 128 && recordsEnd >= CHUNK_HEADER_BYTES && recordsEnd <= 65_536;
  return { hasSignature, recordsEnd: isCredible ? recordsEnd : null };
}

function hasRightChecksums(bytes: Uint8Array, { recordsEnd }: ChunkHeader): boolean {
  if (recordsEnd === null || recordsEnd > bytes.length) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if ((view.getUint32(120, true) & NO_CHECKSUMS) !== 0) return true;
  const head = crc32(bytes.subarray(128, 512), crc32(bytes.subarray(0, 120), 0));
  if (head !== view.getUint32(124, true)) return false;
  return crc32(bytes.subarray(CHUNK_HEADER_BYTES, recordsEnd), 0) === view.getUint32(52, true);
}

interface RecordBounds {
  size: number;
  id: number;
}

/** Steps from record to record, over damage as well. */
class ChunkWalk {
  lostBytes = 0;
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private readonly recordsEnd: number;
  private readonly isBelieved: boolean;
  private readonly isCut: boolean;
  private readonly isDirty: boolean;
  private readonly budget: ExpansionBudget;
  private readonly reader: BinXmlReader;
  private readonly found: ChunkItem[] = [];
  private lastId: number | null = null;

  constructor(bytes: Uint8Array, header: ChunkHeader, { isCut, isDirty }: { isCut: boolean; isDirty: boolean }) {
    this.bytes = bytes;
    this.isCut = isCut;
    this.isDirty = isDirty;
    this.budget = new ExpansionBudget(bytes.length);
    this.reader = new BinXmlReader(bytes, this.budget);
    this.view = this.reader.view;
    this.isBelieved = header.recordsEnd !== null;
    this.recordsEnd = Math.min(header.recordsEnd ?? bytes.length, bytes.length);
  }

  items(): ChunkItem[] {
    const { bytes } = this;
    const hasHeader = this.isBelieved || bytesAt(bytes, 0, EVTX_CHUNK_MAGIC);
    for (let at = hasHeader ? Math.min(CHUNK_HEADER_BYTES, bytes.length) : 0; at < bytes.length; ) {
      const record = this.recordAt(at);
      if (record !== null && this.isOfThisLog(at, record)) {
        this.take(at, record);
        at += record.size;
      } else if (at >= this.recordsEnd) {
        break;
      } else {
        at = this.skipDamage(at);
      }
    }
    return this.found;
  }

  /** Its signature, and its size once more behind it (or another record there). */
  private recordAt(at: number): RecordBounds | null {
    const { bytes, view } = this;
    if (bytes[at] !== 0x2a || bytes[at + 1] !== 0x2a || bytes[at + 2] !== 0 || bytes[at + 3] !== 0) return null;
    if (at + RECORD_HEADER_BYTES + 4 > bytes.length) return null;
    const size = view.getUint32(at + 4, true);
    if (size < RECORD_HEADER_BYTES + 4 || at + size > bytes.length) return null;
    const isWhole = view.getUint32(at + size - 4, true) === size || at + size === this.recordsEnd;
    const isFollowed = bytes[at + size] === 0x2a && bytes[at + size + 1] === 0x2a;
    return isWhole || isFollowed ? { size, id: wholeAt(view, at + 8) } : null;
  }

  /**
   * Behind the end that the header gives lie remains of older records, and, when the log was copied while it was
   * written, newer ones: those have the next numbers.
   */
  private isOfThisLog(at: number, { id }: RecordBounds): boolean {
    const { lastId } = this;
    if (at < this.recordsEnd) return this.isBelieved || lastId === null || id > lastId;
    return lastId === null ? this.isDirty && at === CHUNK_HEADER_BYTES : id === lastId + 1;
  }

  private take(start: number, { size, id }: RecordBounds): void {
    const end = start + size;
    this.lastId = id;
    this.found.push({ start, end, content: new EvtxRecord(this.reader, this.budget, { id, start, end }) });
  }

  /** Goes on at the next record. Without a header to believe, zeros and older records are the unused end of the chunk. */
  private skipDamage(start: number): number {
    let end = this.bytes.indexOf(0x2a, start + 1);
    while (end !== -1 && end < this.recordsEnd && this.recordAt(end) === null) end = this.bytes.indexOf(0x2a, end + 1);
    if (end === -1 || end > this.recordsEnd) end = this.recordsEnd;
    if (!this.isBelieved) {
      const next = this.recordAt(end);
      const isUnused = isZero(this.bytes, start, end) || (this.lastId !== null && !this.isCutRecord(start));
      if (isUnused && (next === null || !this.isOfThisLog(end, next))) return this.bytes.length;
    }
    const reason = this.isCutRecord(start)
      ? `Event record ${wholeAt(this.view, start + 8)} is cut off: the rest of it is missing.`
      : `Damaged: these ${end - start} bytes of the event log hold no readable record. They are kept.`;
    this.lostBytes += end - start;
    this.found.push({ start, end, content: { reason, text: recordRemains(this.reader, start, end) } });
    return end;
  }

  private isCutRecord(at: number): boolean {
    const { bytes, view } = this;
    if (!this.isCut || at + RECORD_HEADER_BYTES > bytes.length) return false;
    return bytes[at] === 0x2a && bytes[at + 1] === 0x2a && at + view.getUint32(at + 4, true) > bytes.length;
  }
}
