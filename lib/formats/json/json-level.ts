import type { Json } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

const NAMES: Readonly<Record<string, SeverityNumber>> = {
  trace: SEVERITY.trace,
  finest: SEVERITY.trace,
  finer: SEVERITY.trace + 1,
  vrb: SEVERITY.trace,
  silly: SEVERITY.trace,
  debug: SEVERITY.debug,
  verbose: SEVERITY.debug,
  fine: SEVERITY.debug,
  dbg: SEVERITY.debug,
  info: SEVERITY.info,
  information: SEVERITY.info,
  informational: SEVERITY.info,
  inf: SEVERITY.info,
  default: SEVERITY.info,
  http: SEVERITY.info,
  ok: SEVERITY.info,
  config: SEVERITY.info,
  notice: SEVERITY.info + 1,
  warn: SEVERITY.warn,
  warning: SEVERITY.warn,
  wrn: SEVERITY.warn,
  error: SEVERITY.error,
  severe: SEVERITY.error + 1,
  failure: SEVERITY.error,
  dpanic: SEVERITY.error + 2,
  panic: SEVERITY.fatal,
  ftl: SEVERITY.fatal,
  emergency: SEVERITY.fatal,
  err: SEVERITY.error,
  crit: SEVERITY.error + 1,
  critical: SEVERITY.error + 1,
  alert: SEVERITY.error + 2,
  emerg: SEVERITY.fatal,
  fatal: SEVERITY.fatal,
};

/** Pino's and Bunyan's levels: 10 trace, 20 debug, 30 info, 40 warn, 50 error, 60 fatal; names are read in any case. */
export function jsonLevel(level: Json | undefined): { severityNumber: SeverityNumber; severityText?: string } {
  if (typeof level === "number") {
    const severityNumber = numericLevel(level);
    return level % 10 === 0 && severityNumber > 0
      ? { severityNumber }
      : { severityNumber, severityText: String(level) };
  }
  if (typeof level !== "string") return { severityNumber: SEVERITY.unspecified };
  const severityNumber = levelOfName(level);
  return isPlainName(level) ? { severityNumber } : { severityNumber, severityText: level };
}

/** The level a word stands for, in any case, also with a number behind it (DEBUG5); unspecified for other words. */
export function levelOfName(name: string): SeverityNumber {
  const word = name.trim().toLowerCase();
  return own(word) ?? own(word.replace(/\d{1,2}$/, "")) ?? SEVERITY.unspecified;
}

function own(word: string): SeverityNumber | undefined {
  return Object.hasOwn(NAMES, word) ? NAMES[word] : undefined;
}

function isPlainName(level: string): boolean {
  return Object.hasOwn(SEVERITY, level.toLowerCase());
}

/** Own levels lie between the standard ones and count as the one below. */
function numericLevel(level: number): SeverityNumber {
  if (level < 10 || level >= 70) return SEVERITY.unspecified;
  return Math.floor(level / 10) * 4 - 3;
}
