import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** What a request's status says by itself: 5xx is the server's error, 4xx worth a look. */
export function httpSeverity(status: number): SeverityNumber {
  if (status >= 500) return SEVERITY.error;
  return status >= 400 ? SEVERITY.warn : SEVERITY.info;
}
