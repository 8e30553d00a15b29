import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

const MARK = /^[\s*#-]{0,40}(WARNING|FATAL|ERROR)\b/;
const FAILED_MARK = /\*FAILED\* ?\[/;
const FAILURE_CODE =
  /\b(?:fail(?:ed|ure)?|error|exit code|result|hr)\b[^\n]{0,80}?\b(?:0x)?8[0-9a-f]{7}\b|\b(?:0x)?8[0-9a-f]{7}\b[^\n]{0,80}?\b(?:failed|failure)\b/i;
const REPORTED_FAILURE = /\tFailure\t/;
const FAILED_WORD = /^\s{0,20}(?:Failed to|Unable to|Method failed)\b/;

/** Severity by the marks that Windows Update writes: WARNING, FATAL, *FAILED* [code]; then by what a message states. */
export function windowsUpdateSeverity(message: string): SeverityNumber {
  const start = message.length > 2000 ? message.slice(0, 2000) : message;
  const mark = MARK.exec(start)?.[1];
  if (mark === "FATAL") return SEVERITY.fatal;
  if (mark === "WARNING") return SEVERITY.warn;
  if (mark === "ERROR" || FAILED_MARK.test(start) || REPORTED_FAILURE.test(start)) return SEVERITY.error;
  if (FAILURE_CODE.test(start)) return SEVERITY.warn;
  return FAILED_WORD.test(start) ? SEVERITY.warn : SEVERITY.info;
}
