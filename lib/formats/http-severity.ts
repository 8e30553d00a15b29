import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** A server's failure is an error, a refused request a warning; without a status nothing is known. */
export function httpSeverity(status: number | undefined): SeverityNumber {
  if (status === undefined) return SEVERITY.info;
  if (status >= 500) return SEVERITY.error;
  return status >= 400 ? SEVERITY.warn : SEVERITY.info;
}

/** The status that a field holds, or undefined when it holds none. */
export function httpStatus(text: string | undefined): number | undefined {
  if (text === undefined || text.length !== 3) return undefined;
  const status = Number(text);
  return Number.isInteger(status) && status >= 100 && status <= 999 ? status : undefined;
}
