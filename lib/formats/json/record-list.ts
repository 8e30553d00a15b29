import type { TextSample } from "#lib/formats/format.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { frameJsonPath } from "#lib/streams/frame-json-path.ts";
import { type PathStep, stepKey } from "#lib/streams/json-path-scan.ts";
import { newScan, skipSeparators, skipSpace, valueEnd } from "#lib/streams/json-scan.ts";
import { type TextBlock, textBlock } from "#lib/streams/text-block.ts";
import { completeJson } from "./complete-json.ts";
import { isObject } from "./json-http.ts";
import { parseJson } from "./parse-json.ts";

const SAMPLED_CHARACTERS = 65_536;
const SAMPLED_RECORDS = 50;
const MAX_KEYS = 100;
/** Elasticsearch answers a search so. */
const DEEPER_LISTS = [["hits{}", "hits"]];

export interface RecordList {
  /** What leads from the document to its records. */
  path: readonly PathStep[];
  /** The first of them. */
  records: readonly JsonObject[];
}

/**
 * Finds the list that a JSON document is written for, as interfaces answer and tools export: `{"events": [...], ...}`. A
 * document with a time of its own is a record itself, whatever lists it has. Null when there is no list of records.
 */
export function recordList(sample: TextSample, isDated: (object: JsonObject) => boolean): RecordList | null {
  const head = sample.head.slice(0, SAMPLED_CHARACTERS);
  if (!/^\s*\{\s*"/.test(head)) return null;
  const block = textBlock(new TextEncoder().encode(head), "utf-8");
  const { lists, values } = membersOf(block);
  if (isDated(values)) return null;
  for (const path of [...lists.map((key) => [key]), ...DEEPER_LISTS]) {
    if (!path.every((step) => head.includes(`"${stepKey(step)}"`))) continue;
    const records = recordsAt(block, path, head.length === sample.head.length);
    const dated = records.filter(isDated).length;
    if (dated > 0 && dated >= records.length * 0.8) return { path, records };
  }
  return null;
}

/** Of the document at the start: the keys of its lists of objects, and its values that are neither lists nor objects. */
function membersOf({ units, text }: TextBlock): { lists: string[]; values: JsonObject } {
  const lists: string[] = [];
  const values: JsonObject = {};
  let at = skipSpace(units, 0) + 1;
  const textOf = (from: number, to: number) => new TextDecoder().decode(units.slice(from, to) as Uint8Array);
  for (let count = 0; count < MAX_KEYS && text.length > 0; count++) {
    const start = skipSeparators(units, at);
    if (units[start] !== 0x22) break;
    const colon = skipSpace(units, stringEnd(units, start));
    const from = skipSpace(units, colon + 1);
    const to = scalarEnd(units, from);
    if (units[colon] !== 0x3a || from >= units.length) break;
    const key = textOf(start + 1, stringEnd(units, start) - 1);
    const isList = units[from] === 0x5b && units[skipSpace(units, from + 1)] === 0x7b;
    if (isList && stepKey(key) === key) lists.push(key);
    if (to === -1) break;
    if (!isList) values[key] = jsonValue(textOf(from, to));
    at = to;
  }
  return { lists, values };
}

function stringEnd(units: TextBlock["units"], start: number): number {
  let at = start + 1;
  while (at < units.length && units[at] !== 0x22) at += units[at] === 0x5c ? 2 : 1;
  return at + 1;
}

/** Behind a value; a number or a word also ends before the brace behind it. -1 = beyond the block. */
function scalarEnd(units: TextBlock["units"], from: number): number {
  const first = units[from];
  if (first === 0x7b || first === 0x5b) return valueEnd(units, from, units.length, newScan());
  if (first === 0x22) return stringEnd(units, from) <= units.length ? stringEnd(units, from) : -1;
  let at = from;
  while (at < units.length && units[at] !== 0x2c && units[at] !== 0x7d && (units[at] ?? 0) > 32) at++;
  return at < units.length ? at : -1;
}

function jsonValue(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}

function recordsAt(block: TextBlock, path: readonly PathStep[], isLast: boolean): JsonObject[] {
  const { pieces } = frameJsonPath(path)(block, null, {
    batchBytes: Number.MAX_SAFE_INTEGER,
    maxPieceBytes: Number.MAX_SAFE_INTEGER,
    isLast,
    lineSeparator: 10,
  });
  const objects = pieces.slice(0, SAMPLED_RECORDS).map(({ text }) => recordIn(text, path));
  return objects.filter((object) => typeof object !== "string");
}

/**
 * The record in a piece that was cut at its record: an element of the list, or what was opened on the way to the first. A
 * string says why there is none, in words for people. `parse` reads the text; JSON.parse when absent.
 */
export function recordIn(
  text: string,
  path: readonly PathStep[],
  parse?: (text: string) => unknown,
): JsonObject | string {
  const whole = parseJson(text);
  if (typeof whole !== "string") return parse === undefined ? whole : (parse(text) as JsonObject);
  const document = completeJson(text, parse);
  if (typeof document === "string") return document;
  const list = path.reduce<Json | undefined>(
    (value, step) => (isObject(value) ? value[stepKey(step)] : undefined),
    document,
  );
  const last = Array.isArray(list) ? list.at(-1) : undefined;
  return isObject(last) ? last : "Broken JSON: it ends in the middle.";
}
