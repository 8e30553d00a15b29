import type { ParsedRecord } from "#lib/formats/format.ts";
import type { KnownSets } from "#lib/formats/known-sets.ts";
import { findAccessTime, isAccessLine, readAccessLine } from "./access-line.ts";
import { readProxyManagerLine } from "./proxy-manager-line.ts";

/** Reads an access log line of any layout that is known; null when it has none of them. */
export function readAnyAccessLine(text: string, sets: KnownSets): ParsedRecord | null {
  const time = findAccessTime(text);
  if (time === null) return null;
  return time.at === 0 ? readProxyManagerLine(text, time, sets) : readAccessLine(text, time, sets);
}

/** True for a line that starts as `readAnyAccessLine` wants it. */
export function isAnyAccessLine(line: string): boolean {
  return isAccessLine(line) || (line.startsWith("[") && line.includes(" [Client ") && findAccessTime(line)?.at === 0);
}
