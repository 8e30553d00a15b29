import { textBlock } from "#lib/streams/text-block.ts";
import type { FormatSettings, LogFormat, ParsedPiece, RawPiece, RecordParser } from "./format.ts";
import { framerFor } from "./framer-for.ts";

export interface NumberedPiece {
  recordNumber: number;
  piece: RawPiece;
  parsed: ParsedPiece;
}

/** For tests of one format: cuts a small text by the format's framing and parses it, as the reading core does. */
export function parseText(format: LogFormat, text: string, options: { receivedAtMs?: number; fileName?: string } = {}) {
  const receivedAtMs = options.receivedAtMs ?? Date.UTC(2026, 10, 20);
  const settings = format.survey({ fileName: options.fileName ?? "test.log", head: text, tail: null, receivedAtMs });
  return { settings, pieces: parsePieces(format.createParser(settings), cutText(format, text, settings)) };
}

export function parsePieces(parser: RecordParser, pieces: RawPiece[]): NumberedPiece[] {
  return pieces.map((piece, index) => ({ recordNumber: index + 1, piece, parsed: parser.parse(piece) }));
}

/** Takes the parser's state away and gives it to a new one after every piece. */
export function parseResumed(format: LogFormat, settings: FormatSettings, pieces: RawPiece[]): NumberedPiece[] {
  let parser = format.createParser(settings);
  return pieces.map((piece, index) => {
    const parsed = parser.parse(piece);
    parser = format.createParser(settings, JSON.parse(JSON.stringify(parser.state())));
    return { recordNumber: index + 1, piece, parsed };
  });
}

/** The pieces that the reading core cuts a small text into. */
export function cutText(format: LogFormat, text: string, settings: FormatSettings = {}): RawPiece[] {
  const block = textBlock(new TextEncoder().encode(text), "utf-8");
  const room = {
    batchBytes: Number.MAX_SAFE_INTEGER,
    maxPieceBytes: 1024 * 1024,
    isLast: true,
    lineSeparator: 10,
  } as const;
  return framerFor(format, settings)(block, null, room).pieces.map(({ text, content, startByte, endByte }) => ({
    text,
    content,
    byteOffset: startByte,
    byteLength: endByte - startByte,
  }));
}
