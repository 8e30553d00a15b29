import type { Json, JsonObject } from "#lib/model/json.ts";

/** Real logs stay below ten; deeper ones are made to exhaust a stack. */
const MAX_DEPTH = 200;

/** The object that a piece holds, or why there is none, in words for people. */
export function parseJson(text: string): JsonObject | string {
  if (text.charCodeAt(0) !== 0x7b) return startsJson(text) ? "A JSON value, but not an object." : "Not JSON.";
  try {
    return JSON.parse(text) as JsonObject;
  } catch {
    return text.endsWith("}") ? "Broken JSON." : "Broken JSON: it ends in the middle.";
  }
}

function startsJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Numbers this large would come out with other digits. */
function isUnsafe(value: number): boolean {
  return value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER;
}

export type Content = "usual" | "unsafe number" | "too deep";

/** Finds what a value can't be used with: numbers to be parsed exactly, and a depth no database takes. */
export function contentOf(value: JsonObject | Json[], depth = 0): Content {
  if (depth > MAX_DEPTH) return "too deep";
  let found: Content = "usual";
  // Indices and keys alike: a list of the values would cost more than looking at them.
  for (const key in value) {
    const item = (value as JsonObject)[key];
    if (typeof item === "number" ? isUnsafe(item) : typeof item === "object" && item !== null) {
      const inside = typeof item === "object" && item !== null ? contentOf(item, depth + 1) : "unsafe number";
      if (inside === "too deep") return inside;
      if (inside !== "usual") found = inside;
    }
  }
  return found;
}

export const TOO_DEEP = `JSON nested more than ${MAX_DEPTH} levels deep.`;

/** Numbers beyond a double's precision become their digits as text. */
export function parseExactly(text: string): JsonObject {
  const exact = (_key: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && isUnsafe(value) ? (context?.source ?? String(value)) : value;
  return JSON.parse(text, exact as (key: string, value: unknown) => unknown) as JsonObject;
}
