import type { TextBlock } from "./text-block.ts";

/** Where the lines of a block start, line ends included; an unfinished last line counts only in the last block. */
export interface LineTable {
  count: number;
  /** In code units; `unitStarts[count]` is the end of the last line. */
  unitStarts: Uint32Array;
  /** In characters of the text. */
  textStarts: Uint32Array;
}

/** `separator` is the code unit that ends a line. */
export function lineTable(block: TextBlock, isLast: boolean, separator: number): LineTable {
  const unitStarts = starts(block.units, block.units.length, separator, isLast);
  const textStarts = block.isLinear ? unitStarts : starts(block.text, block.text.length, separator, isLast);
  return { count: unitStarts.length - 1, unitStarts, textStarts };
}

function starts(content: string | Uint8Array | Uint16Array, length: number, separator: number, isLast: boolean) {
  const found = typeof content === "string" ? textEnds(content, separator) : unitEnds(content, separator);
  if (isLast && (found.at(-1) ?? 0) < length) found.push(length);
  return Uint32Array.from(found);
}

function unitEnds(units: Uint8Array | Uint16Array, separator: number): number[] {
  const ends = [0];
  for (let at = units.indexOf(separator); at !== -1; at = units.indexOf(separator, at + 1)) ends.push(at + 1);
  return ends;
}

function textEnds(text: string, separator: number): number[] {
  const character = String.fromCharCode(separator);
  const ends = [0];
  for (let at = text.indexOf(character); at !== -1; at = text.indexOf(character, at + 1)) ends.push(at + 1);
  return ends;
}

/** The text of a line without its line end. */
export function lineText(block: TextBlock, lines: LineTable, index: number): string {
  const start = lines.textStarts[index] ?? 0;
  let end = lines.textStarts[index + 1] ?? start;
  while (end > start && isLineEnd(block.text.charCodeAt(end - 1))) end--;
  // A byte order mark is no part of the text, also where files were joined.
  return block.text.slice(block.text.charCodeAt(start) === 0xfeff ? start + 1 : start, end);
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}

/** True when a line holds nothing but white space. */
export function isBlankLine(block: TextBlock, lines: LineTable, index: number): boolean {
  const end = lines.unitStarts[index + 1] ?? 0;
  for (let at = lines.unitStarts[index] ?? 0; at < end; at++) if (!isBlank(block.units[at] ?? 0)) return false;
  return true;
}

function isBlank(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13);
}
