import { bunyan } from "./bunyan.ts";
import { cmtrace } from "./cmtrace.ts";
import type { LogFormat } from "./format.ts";
import { msi } from "./msi.ts";
import { pino } from "./pino.ts";
import { plain } from "./plain.ts";

/** Every format there is; a new one is a file of its own and its entry here. */
export const FORMATS: readonly LogFormat[] = [pino, bunyan, msi, cmtrace, plain];

/** What reads text that no other format knows. */
export const FALLBACK_FORMAT: LogFormat = plain;

export function formatById(id: string): LogFormat | undefined {
  return FORMATS.find((format) => format.id === id);
}
