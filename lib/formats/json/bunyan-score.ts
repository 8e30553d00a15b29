import type { JsonObject } from "#lib/model/json.ts";

/** Bunyan writes v, name, hostname and pid into every record; pino has no `v` or, in old versions, a numeric time. */
export function bunyanScore(object: JsonObject): number {
  const isComplete = typeof object.v === "number" && object.name !== undefined && object.hostname !== undefined;
  if (!isComplete || object.pid === undefined || typeof object.level !== "number") return 0;
  return typeof object.time === "string" ? 0.98 : 0.6;
}
