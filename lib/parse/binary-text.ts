import type { BinaryFraming } from "#lib/formats/format.ts";
import { formatById } from "#lib/formats/formats.ts";
import { binaryFraming } from "#lib/formats/framer-for.ts";
import type { Piece } from "#lib/streams/framer.ts";
import { textBlock } from "#lib/streams/text-block.ts";

/** The first bytes of a file in a binary format as text, one piece a line: what rules look through. "" for others. */
export function binaryText(format: string, head: Uint8Array): string {
  const framing = framingOf(format);
  if (framing === null) return "";
  let text = "";
  for (const piece of framed(framing, head)) {
    if (text.length >= MAX_CHARACTERS) break;
    text += `${textOf(framing, piece)}\n`;
  }
  return text;
}

/** As much as is looked at of a text file. */
const MAX_CHARACTERS = 256 * 1024;

/** The text of the piece that starts at `startByte` of a batch in a binary format; null for other formats. */
export function binaryPieceText(format: string, batch: Uint8Array, startByte: number): string | null {
  const framing = framingOf(format);
  if (framing === null) return null;
  const piece = framed(framing, batch).find(({ endByte }) => endByte > startByte);
  return piece === undefined ? "" : textOf(framing, piece);
}

function framingOf(format: string): BinaryFraming | null {
  const known = formatById(format);
  return known === undefined ? null : binaryFraming(known);
}

function framed({ frame }: BinaryFraming, bytes: Uint8Array): Piece[] {
  const all = { batchBytes: bytes.length, maxPieceBytes: bytes.length, isLast: true, lineSeparator: 10 } as const;
  return frame(textBlock(bytes, "binary"), null, all).pieces;
}

function textOf(framing: BinaryFraming, { content, text }: Piece): string {
  return content === undefined ? text : framing.textOf(content);
}
