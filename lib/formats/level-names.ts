import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** What loggers call their levels, after OpenTelemetry's log data model, appendix B. */
const LEVELS: Readonly<Record<string, SeverityNumber>> = {
  trace: SEVERITY.trace,
  finest: SEVERITY.trace,
  trce: SEVERITY.trace,
  vrb: SEVERITY.trace,
  silly: SEVERITY.trace,
  debug: SEVERITY.debug,
  verbose: SEVERITY.debug,
  finer: SEVERITY.debug,
  fine: SEVERITY.debug,
  dbg: SEVERITY.debug,
  dbug: SEVERITY.debug,
  info: SEVERITY.info,
  information: SEVERITY.info,
  informational: SEVERITY.info,
  inf: SEVERITY.info,
  default: SEVERITY.info,
  http: SEVERITY.info,
  ok: SEVERITY.info,
  note: SEVERITY.info,
  success: SEVERITY.info,
  config: SEVERITY.info,
  notice: SEVERITY.info + 1,
  warn: SEVERITY.warn,
  warning: SEVERITY.warn,
  wrn: SEVERITY.warn,
  error: SEVERITY.error,
  err: SEVERITY.error,
  severe: SEVERITY.error,
  fail: SEVERITY.error,
  failure: SEVERITY.error,
  crit: SEVERITY.error + 1,
  critical: SEVERITY.error + 1,
  alert: SEVERITY.error + 2,
  dpanic: SEVERITY.error + 2,
  panic: SEVERITY.fatal,
  fatal: SEVERITY.fatal,
  ftl: SEVERITY.fatal,
  emerg: SEVERITY.fatal,
  emergency: SEVERITY.fatal,
};

/** The level a word stands for, in any case, also with a number behind it (DEBUG5); unspecified for other words. */
export function levelOfName(name: string): SeverityNumber {
  const word = name.trim().toLowerCase();
  return known(word) ?? known(word.replace(/\d{1,2}$/, "")) ?? SEVERITY.unspecified;
}

function known(word: string): SeverityNumber | undefined {
  return Object.hasOwn(LEVELS, word) ? LEVELS[word] : undefined;
}
