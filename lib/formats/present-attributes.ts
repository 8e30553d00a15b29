import type { JsonObject } from "#lib/model/json.ts";

/** Attributes as they are, or undefined when there are none: empty ones would be stored too. */
export function presentAttributes(attributes: JsonObject): JsonObject | undefined {
  for (const _ in attributes) return attributes;
  return undefined;
}
