import type { LineTable } from "./line-table.ts";
import type { TextBlock } from "./text-block.ts";

/**
 * Lets a line begin behind the first character of each `joint` (ASCII) too: where a writer left out the line end
 * between two records. The joints of an unfinished last line count, so that a file of one endless line is read.
 */
export function splitJoints(block: TextBlock, lines: LineTable, joint: string): LineTable {
  const inText = textJoints(block.text, joint);
  if (inText.length === 0) return lines;
  const inUnits = block.isLinear ? inText : unitJoints(block.units, joint);
  // Both find the same ASCII in the same order; were they not to agree, the lines stay as they are.
  if (inUnits.length !== inText.length) return lines;
  const unitStarts = merged(lines.unitStarts, inUnits);
  const textStarts = block.isLinear ? unitStarts : merged(lines.textStarts, inText);
  return { count: unitStarts.length - 1, unitStarts, textStarts };
}

function textJoints(text: string, joint: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(joint); at !== -1; at = text.indexOf(joint, at + 1)) found.push(at + 1);
  return found;
}

function unitJoints(units: Uint8Array | Uint16Array, joint: string): number[] {
  const codes = Array.from(joint, (character) => character.charCodeAt(0));
  const [first = 0] = codes;
  const found: number[] = [];
  for (let at = units.indexOf(first); at !== -1; at = units.indexOf(first, at + 1)) {
    if (codes.every((code, index) => units[at + index] === code)) found.push(at + 1);
  }
  return found;
}

function merged(starts: Uint32Array, joints: readonly number[]): Uint32Array {
  return Uint32Array.from(new Set([...starts, ...joints])).sort();
}
