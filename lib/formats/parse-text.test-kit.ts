import { frameRows } from "#lib/streams/frame-rows.ts";
import { textBlock } from "#lib/streams/text-block.ts";
import type { FormatSettings, LogFormat, ParsedPiece, RawPiece, RecordParser } from "./format.ts";

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

/** ASCII texts only: byte offsets are character offsets. */
export function cutText(format: LogFormat, text: string, settings: FormatSettings = {}): RawPiece[] {
  const framing = typeof format.framing === "function" ? format.framing(settings) : format.framing;
  if (framing.kind === "rows") return cutRows(framing, text);
  const pieces: string[] = [];
  let isOpen = false;
  let isLed = false;
  let isOpened = false;
  for (const line of linesOf(text, framing.kind === "multi-line" ? framing.joint : undefined)) {
    const bare = line.replace(/\r?\n$/, "");
    const isStart = framing.kind !== "multi-line" || framing.starts(bare);
    const isLead = framing.kind === "multi-line" && framing.leads?.(bare) === true;
    const isOpener: boolean = framing.kind === "multi-line" && !isOpen && !isStart && framing.opens?.(bare) === true;
    const joins = isOpen && (isStart ? isLed : !(isLead && !isOpened));
    if (pieces.length > 0 && (bare.trim() === "" || joins)) pieces[pieces.length - 1] += line;
    else pieces.push(line);
    if (bare.trim() === "") continue;
    if (isStart) isLed = false;
    else if (isLead || isOpener) isLed = true;
    isOpened = isOpener || (isOpened && isOpen && !isStart && !isLead);
    const isEnd = framing.kind === "lines" || (framing.kind === "multi-line" && framing.ends?.(bare) === true);
    isOpen = (isOpen || isStart || isLead || isOpener) && (isLed || !isEnd);
  }
  return locate(pieces);
}

function linesOf(text: string, joint: string | undefined): string[] {
  const lines = text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  if (joint === undefined) return lines;
  const [before = "", after] = [joint.slice(0, 1), joint.slice(1)];
  return lines.flatMap((line) => {
    const parts = line.split(joint);
    return parts.map((part, at) => (at > 0 ? after : "") + part + (at < parts.length - 1 ? before : ""));
  });
}

function cutRows(marks: Parameters<typeof frameRows>[0], text: string): RawPiece[] {
  const room = { batchBytes: text.length, maxPieceBytes: 1024 * 1024, isLast: true, lineSeparator: 10 } as const;
  const { pieces } = frameRows(marks)(textBlock(new TextEncoder().encode(text), "utf-8"), null, room);
  return pieces.map((piece) => ({
    text: piece.text,
    byteOffset: piece.startByte,
    byteLength: piece.endByte - piece.startByte,
  }));
}

function locate(pieces: string[]): RawPiece[] {
  let byteOffset = 0;
  return pieces.map((raw) => {
    const piece = { text: raw.replace(/\r?\n$/, ""), byteOffset, byteLength: raw.length };
    byteOffset += raw.length;
    return piece;
  });
}
