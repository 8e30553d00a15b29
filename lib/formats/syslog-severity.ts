import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Emergency to debug, as OpenTelemetry maps them (log data model, appendix B). */
const SEVERITIES: readonly SeverityNumber[] = [
  SEVERITY.fatal,
  SEVERITY.error + 2,
  SEVERITY.error + 1,
  SEVERITY.error,
  SEVERITY.warn,
  SEVERITY.info + 1,
  SEVERITY.info,
  SEVERITY.debug,
];

/** Of syslog's severities 0 to 7 (RFC 5424, 6.2.1); unspecified for other numbers. */
export function syslogSeverity(severity: number): SeverityNumber {
  return SEVERITIES[severity] ?? SEVERITY.unspecified;
}
