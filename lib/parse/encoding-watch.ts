import { CODE_PAGE_NAMES, type CodePage } from "#lib/model/code-page.ts";
import type { TextEncoding } from "#lib/model/log-file.ts";
import { findCodePage } from "#lib/streams/find-code-page.ts";
import { type TextBlock, textBlock } from "#lib/streams/text-block.ts";
import { widthChange } from "#lib/streams/width-change.ts";
import { sequenceLength } from "#lib/streams/windows-1252.ts";
import type { Checkpoint } from "./checkpoint.ts";

/** Notices when text stops being UTF-8, which the start of a file can't tell, and says so in the reading. */
export class EncodingWatch {
  private readonly checkpoint: Checkpoint;

  constructor(checkpoint: Checkpoint) {
    this.checkpoint = checkpoint;
  }

  /** Of the part of the file that is being read. */
  get encoding(): TextEncoding {
    const { partEncoding, reading } = this.checkpoint;
    return partEncoding ?? reading.encoding;
  }

  /**
   * How many of the bytes, which start at `byteOffset`, are in one encoding: up to where the text goes over from one to
   * two bytes a character or back. When that is right at their start, the new encoding holds from here on.
   */
  partLength(bytes: Uint8Array, byteOffset: number, isEnd: boolean): number {
    const change = widthChange(bytes, this.encoding, isEnd);
    if (change === null) return bytes.length;
    if (change.at > 0) return change.at;
    this.noteChange(change.encoding, byteOffset);
    this.checkpoint.partEncoding = change.encoding;
    return this.partLength(bytes, byteOffset, isEnd);
  }

  private noteChange(encoding: TextEncoding, byteOffset: number): void {
    const { notes } = this.checkpoint.reading;
    if (notes.some((note) => note.startsWith(CHANGE_START))) return;
    notes.push(
      `${CHANGE_START} to ${encoding === "utf-8" ? "one byte" : "two bytes"} a character at byte ${byteOffset}, as when two programs write to one log: each part is read as what it is.`,
    );
  }

  /** The text of a stretch of the file that starts at `byteOffset`. */
  decode(bytes: Uint8Array, byteOffset: number): TextBlock {
    const { checkpoint } = this;
    const block = textBlock(bytes, this.encoding);
    if (block.isMixed) {
      if (!checkpoint.isCodePageSettled) this.lookForCodePage(bytes, byteOffset);
      this.noteBreak(bytes, byteOffset);
    } else if (block.unitBytes === 1 && !block.isLinear && !isOnlyMark(block)) {
      checkpoint.hasMultiByte = true;
    }
    return this.encoding === block.encoding ? block : textBlock(bytes, this.encoding);
  }

  private lookForCodePage(bytes: Uint8Array, byteOffset: number): void {
    const { checkpoint } = this;
    const found = findCodePage(bytes);
    checkpoint.isCodePageSettled = found?.isSettled ?? false;
    if (found === null || found.page === "windows-1252") return;
    this.setEncoding(found.page);
    checkpoint.reading.notes.push(codePageNote(found.page, byteOffset + firstInvalid(bytes)));
  }

  private noteBreak(bytes: Uint8Array, byteOffset: number): void {
    const { encoding, checkpoint } = this;
    const { reading, hasMultiByte } = checkpoint;
    if (encoding !== "utf-8" && encoding !== "utf-8-bom") return;
    if (reading.notes.some((note) => note.startsWith(NOTE_START))) return;
    const at = byteOffset + firstInvalid(bytes);
    reading.notes.push(
      `${NOTE_START} from byte ${at} on: such bytes are read as Windows-1252; the exact bytes are kept.`,
    );
    const isUtf8 = encoding === "utf-8-bom" || hasMultiByte || hasValidMultiByte(bytes);
    if (!isUtf8) this.setEncoding("windows-1252");
  }

  private setEncoding(encoding: CodePage): void {
    const { checkpoint } = this;
    if (checkpoint.partEncoding) checkpoint.partEncoding = encoding;
    else checkpoint.reading.encoding = encoding;
  }
}

const CHANGE_START = "The text changes";
const NOTE_START = "The text is not UTF-8 everywhere,";

/** What is said of a file that was told to be in a code page; `fromByte` where that showed late in it. */
export function codePageNote(page: CodePage, fromByte: number | null = null): string {
  const lines = fromByte === null ? "Lines" : `From byte ${fromByte} on, lines`;
  return `${lines} that are not UTF-8 are read as ${CODE_PAGE_NAMES[page]}, because their bytes make letters of its languages; the exact bytes are kept.`;
}

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
