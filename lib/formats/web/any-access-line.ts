import type { ParsedRecord } from "#lib/formats/format.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import { findAccessTime, isAccessLine, readAccessLine } from "./access-line.ts";
import { readProxyManagerLine } from "./proxy-manager-line.ts";
import { readTimeFirstLine, timeFirstRequestAt } from "./time-first-line.ts";

/** Reads an access log line of any layout that is known; null when it has none of them. */
export function readAnyAccessLine(text: string, sets: KnownSets): ParsedRecord | null {
  const time = findAccessTime(text);
  if (time === null) return null;
  if (time.at > 0) return readAccessLine(text, time, sets);
  return readProxyManagerLine(text, time, sets) ?? readTimeFirstLine(text, time);
}

/** True for a line that starts as `readAnyAccessLine` wants it. */
export function isAnyAccessLine(line: string): boolean {
  if (!line.startsWith("[")) return isAccessLine(line);
  const time = findAccessTime(line);
  if (time?.at !== 0) return isAccessLine(line);
  return line.includes(" [Client ") || timeFirstRequestAt(line, time) !== -1;
}
