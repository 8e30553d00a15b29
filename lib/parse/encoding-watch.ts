import type { TextBlock } from "#lib/streams/text-block.ts";
import { sequenceLength } from "#lib/streams/windows-1252.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** Notices when text stops being UTF-8, which the start of a file can't tell, and says so in the reading. */
export class EncodingWatch {
  private readonly checkpoint: Checkpoint;

  constructor(checkpoint: Checkpoint) {
    this.checkpoint = checkpoint;
  }

  observe(block: TextBlock, byteOffset: number): void {
    const { encoding } = this.checkpoint.reading;
    if (encoding !== "utf-8" && encoding !== "utf-8-bom") return;
    if (block.isMixed) this.noteBreak(block.bytes, byteOffset);
    else if (!block.isLinear && !isOnlyMark(block)) this.checkpoint.hasMultiByte = true;
  }

  private noteBreak(bytes: Uint8Array, byteOffset: number): void {
    const { reading, hasMultiByte } = this.checkpoint;
    if (reading.notes.some((note) => note.startsWith(NOTE_START))) return;
    const at = byteOffset + firstInvalid(bytes);
    reading.notes.push(
      `${NOTE_START} from byte ${at} on: such bytes are read as Windows-1252; the exact bytes are kept.`,
    );
    const isUtf8 = reading.encoding === "utf-8-bom" || hasMultiByte || hasValidMultiByte(bytes);
    if (!isUtf8) reading.encoding = "windows-1252";
  }
}

const NOTE_START = "The text is not UTF-8 everywhere,";

/** A byte order mark takes three bytes for one character and says nothing about the text after it. */
function isOnlyMark(block: TextBlock): boolean {
  return block.text.charCodeAt(0) === 0xfeff && block.text.length + 2 === block.bytes.length;
}

function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  for (let length = 1; at < bytes.length && length > 0; at += length) length = sequenceLength(bytes, at);
  return at;
}

function hasValidMultiByte(bytes: Uint8Array): boolean {
  for (let at = 0, length = 1; at < bytes.length; at += Math.max(1, length)) {
    length = sequenceLength(bytes, at);
    if (length > 1) return true;
  }
  return false;
}
