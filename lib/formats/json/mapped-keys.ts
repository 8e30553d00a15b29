import type { ParsedRecord } from "#lib/formats/format.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import type { SeverityNumber } from "#lib/model/severity.ts";
import { isObject, isText } from "./json-http.ts";
import { type JsonTime, jsonTime } from "./json-time.ts";
import { stackText } from "./stack-text.ts";

/** Every role there is. */
export const ROLES = [
  "time",
  "level",
  "message",
  "summary",
  "logger",
  "host",
  "process",
  "user",
  "request",
  "method",
  "url",
  "status",
  "client",
  "remote",
  "port",
  "durationMs",
  "durationS",
  "durationNs",
  "trace",
  "span",
  "exceptionType",
  "exceptionMessage",
  "stack",
  "constant",
] as const;
/** What a key holds. Of several keys with the same role, the one listed first in the map wins; the others are kept. */
export type Role = (typeof ROLES)[number];

export interface MappedKeys {
  /** Role by key, or by `outer.inner` for a key within an object. */
  roles: ReadonlyMap<string, Role>;
  /** Reads a level; pino's numbers and the usual words when absent. */
  level?(value: Json): { severityNumber: SeverityNumber; severityText?: string };
  /** Reads a time; epoch by size and ISO 8601 when absent. */
  time?(value: Json): JsonTime | null;
  /** The object that the keys are those of, where it stands within another. */
  unwrap?(object: JsonObject): JsonObject;
  /** Last say on a record: what no table of keys can express. */
  finish?(record: ParsedRecord, object: JsonObject): void;
}

/** A table of roles from lists of keys, the most telling key first. */
export function rolesOf(lists: Partial<Record<Role, readonly string[]>>): ReadonlyMap<string, Role> {
  return new Map(
    Object.entries(lists).flatMap(([role, keys]) => keys.map((key): [string, Role] => [key, role as Role])),
  );
}

/** Whether a value is of the kind its role takes. */
export function isUsable(role: Role, value: Json): boolean {
  switch (role) {
    case "time":
      return isText(value) || (isObject(value) && jsonTime(value) !== null);
    case "level":
    case "user":
    case "request":
      return isText(value);
    case "trace":
    case "span":
      return isText(value) && traceId(String(value)) !== null;
    case "stack":
      return stackText(value) !== null;
    case "process":
      return toCount(value) !== null;
    case "port":
      return (toCount(value) ?? 65_536) < 65_536;
    case "status":
      return isStatus(toCount(value));
    case "durationMs":
    case "durationS":
    case "durationNs":
      return toDuration(value) !== null;
    case "constant":
      return true;
    default:
      return typeof value === "string";
  }
}

/** The id itself: Google Cloud writes the name of a resource around it. Null for what stands where there is none. */
export function traceId(text: string): string | null {
  const named = text.indexOf("/traces/");
  const id = (named === -1 ? text : text.slice(named + 8)).replace(/^0x/, "");
  const [plain = ""] = named === -1 ? [id] : id.split("/");
  return plain.length > 200 || /^[0-]*$|\s|^\$\{/.test(plain) ? null : plain;
}

/** A number, also written as text (nginx quotes everything). */
export function toDuration(value: Json | undefined): number | null {
  const number = typeof value === "string" && /^\d{1,12}(?:\.\d{1,12})?$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

function isStatus(count: number | null): boolean {
  return count !== null && count >= 100 && count <= 999;
}

/** A whole number that a column takes, also written as text; null for anything else. */
export function toCount(value: Json | undefined): number | null {
  const number = typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isInteger(number) && number >= 0 && number < 2 ** 31 ? number : null;
}
