import { CRASHES } from "#lib/formats/crash-text.ts";
import type { TextSample } from "#lib/formats/format.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { frameJson } from "#lib/streams/frame-json.ts";
import { textBlock } from "#lib/streams/text-block.ts";

const SAMPLED_CHARACTERS = 65_536;
const SAMPLED_PIECES = 200;

export interface JsonSample {
  objects: JsonObject[];
  /** Of the sampled pieces, 0 to 1. */
  share: number;
}

const known = new WeakMap<TextSample, JsonSample>();

/** The JSON objects at the start of a file, one a line or in one array, and the share of pieces that are such. */
export function jsonSample(sample: TextSample): JsonSample {
  const before = known.get(sample);
  if (before !== undefined) return before;
  const read = readJsonSample(sample);
  known.set(sample, read);
  return read;
}

function readJsonSample(sample: TextSample): JsonSample {
  const head = sample.head.slice(0, SAMPLED_CHARACTERS);
  if (!head.includes("{")) return { objects: [], share: 0 };
  const { pieces } = frameJson(CRASHES)(textBlock(new TextEncoder().encode(head), "utf-8"), null, {
    batchBytes: Number.MAX_SAFE_INTEGER,
    maxPieceBytes: Number.MAX_SAFE_INTEGER,
    isLast: head.length === sample.head.length,
    lineSeparator: 10,
  });
  const sampled = pieces.slice(0, SAMPLED_PIECES).filter(({ rejectReason }) => rejectReason === undefined);
  const objects = sampled.map(({ text }) => parseObject(text)).filter((object) => object !== null);
  return { objects, share: sampled.length === 0 ? 0 : objects.length / sampled.length };
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;
  } catch {
    return null;
  }
}

/** Average of `score` over the objects. */
export function averageScore(objects: readonly JsonObject[], score: (object: JsonObject) => number): number {
  return objects.length === 0 ? 0 : objects.reduce((sum, object) => sum + score(object), 0) / objects.length;
}
