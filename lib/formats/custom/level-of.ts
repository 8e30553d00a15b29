import type { FormatDefinition } from "#lib/model/format-definition.ts";
import { SEVERITY, type SeverityLevel, type SeverityNumber } from "#lib/model/severity.ts";

const USUAL: Readonly<Record<string, SeverityLevel>> = {
  trace: "trace",
  verbose: "debug",
  debug: "debug",
  info: "info",
  information: "info",
  informational: "info",
  notice: "info",
  warn: "warn",
  warning: "warn",
  err: "error",
  error: "error",
  severe: "error",
  crit: "fatal",
  critical: "fatal",
  fatal: "fatal",
  alert: "fatal",
  emerg: "fatal",
  emergency: "fatal",
  panic: "fatal",
};

/** What a level's text means: the definition's own words first, then the usual ones; anything else is unspecified. */
export function levelOf(levels: FormatDefinition["levels"]): (text: string) => SeverityNumber {
  const own = new Map(Object.entries(levels).map(([text, level]) => [text.toLowerCase(), level]));
  return (text) => {
    const key = text.trim().toLowerCase();
    const level = own.get(key) ?? (Object.hasOwn(USUAL, key) ? USUAL[key] : undefined);
    return level === undefined ? SEVERITY.unspecified : SEVERITY[level];
  };
}
