import type { CodePage } from "#lib/model/code-page.ts";
import { decodeMixed, sequenceLength } from "./windows-1252.ts";

/** Bytes 0x80 to 0xff of the code pages that TextDecoder does not know. Source: the mapping tables of unicode.org. */
const OEM_CHARACTERS: Partial<Record<CodePage, string>> = {
  ibm850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
  ibm852:
    "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×čáíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0",
};

/** Scripts that need several letters of UTF-8 in a line before that can't be chance. */
const LATIN: ReadonlySet<CodePage> = new Set([
  "windows-1250",
  "windows-1254",
  "windows-1257",
  "ibm850",
  "ibm852",
  "iso-8859-2",
]);
const FEWEST_SEQUENCES = 3;
/** So many whole characters for each broken one make a line of UTF-8 with something torn in it. */
const WHOLE_PER_TORN = 4;

const decoders = new Map<CodePage, TextDecoder>();

/** The text of bytes in one code page, without a byte order mark's meaning; U+FFFD where it has no character. */
export function decodeCodePage(bytes: Uint8Array, page: CodePage): string {
  const characters = OEM_CHARACTERS[page];
  if (characters !== undefined) return decodeOem(bytes, characters);
  const decoder = decoders.get(page) ?? new TextDecoder(page, { ignoreBOM: true });
  decoders.set(page, decoder);
  return decoder.decode(bytes);
}

const ascii = new TextDecoder("latin1");

function decodeOem(bytes: Uint8Array, characters: string): string {
  let text = "";
  let plainFrom = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) continue;
    if (at > plainFrom) text += ascii.decode(bytes.subarray(plainFrom, at));
    text += characters[byte - 0x80];
    plainFrom = at + 1;
  }
  return text + ascii.decode(bytes.subarray(plainFrom));
}

/** The text of a file that is in a code page, save for the lines that other programs wrote into it as UTF-8. */
export function decodeByLine(bytes: Uint8Array, page: CodePage): string {
  let text = "";
  let from = 0;
  let isUtf8 = false;
  for (const line of linesBeyondAscii(bytes)) {
    if (isUtf8Line(line, page) === isUtf8) continue;
    text += decodeRun(bytes.subarray(from, line.start), isUtf8, page);
    from = line.start;
    isUtf8 = !isUtf8;
  }
  return text + decodeRun(bytes.subarray(from), isUtf8, page);
}

/** The text of bytes `from` to `to`, read as the lines are that they are part of. */
export function decodeStretch(bytes: Uint8Array, from: number, to: number, page: CodePage): string {
  const before = from === 0 ? 0 : bytes.lastIndexOf(10, from - 1) + 1;
  const after = bytes.indexOf(10, to);
  const [line, next] = linesBeyondAscii(bytes.subarray(before, after === -1 ? bytes.length : after));
  const stretch = bytes.subarray(from, to);
  if (line === undefined || next !== undefined) return decodeByLine(stretch, page);
  return decodeRun(stretch, isUtf8Line(line, page), page);
}

function decodeRun(bytes: Uint8Array, isUtf8: boolean, page: CodePage): string {
  return isUtf8 ? decodeMixed(bytes) : decodeCodePage(bytes, page);
}

/** A line with bytes beyond ASCII, in bytes of its block. */
export interface HighLine {
  start: number;
  end: number;
  /** Characters of more than one byte, if it is UTF-8. */
  sequences: number;
  /** Bytes that are no UTF-8. */
  torn: number;
  hasMark: boolean;
}

export function* linesBeyondAscii(bytes: Uint8Array): Generator<HighLine, void> {
  for (let start = 0; start < bytes.length; ) {
    const lineFeed = bytes.indexOf(10, start);
    const end = lineFeed === -1 ? bytes.length : lineFeed + 1;
    let sequences = 0;
    let torn = 0;
    for (let at = start; at < end; ) {
      const length = sequenceLength(bytes, at);
      if (length === 0) torn++;
      else if (length > 1) sequences++;
      at += Math.max(1, length);
    }
    const hasMark = bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
    if (sequences + torn > 0) yield { start, end, sequences, torn, hasMark };
    start = end;
  }
}

export function isUtf8Line({ sequences, torn, hasMark }: HighLine, page: CodePage | null): boolean {
  const fewest = hasMark || page === null || LATIN.has(page) ? 1 : FEWEST_SEQUENCES;
  return sequences >= fewest && sequences >= WHOLE_PER_TORN * torn;
}
