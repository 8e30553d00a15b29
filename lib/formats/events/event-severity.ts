import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Bits of Keywords that the Security log writes instead of a level. */
const AUDIT_FAILURE = 0x10;
const AUDIT_SUCCESS = 0x20;

/** Windows' level 0 to 5; audits say by a keyword whether what they tell of failed. */
export function eventSeverity(
  level: string | undefined,
  keywords: string | undefined,
): { severityNumber: SeverityNumber; severityText?: string } {
  switch (level) {
    case "1":
      return { severityNumber: SEVERITY.fatal, severityText: "Critical" };
    case "2":
      return { severityNumber: SEVERITY.error };
    case "3":
      return { severityNumber: SEVERITY.warn };
    case "5":
      return { severityNumber: SEVERITY.debug, severityText: "Verbose" };
    default:
      return audit(keywords);
  }
}

/** Keywords are 64 bits in hexadecimal; the audit bits are in the seventh byte. */
function audit(keywords: string | undefined): { severityNumber: SeverityNumber; severityText?: string } {
  if (keywords?.length === 18 && keywords.startsWith("0x")) {
    const byte = Number.parseInt(keywords.slice(4, 6), 16);
    if ((byte & AUDIT_FAILURE) !== 0) return { severityNumber: SEVERITY.warn, severityText: "Audit failure" };
    if ((byte & AUDIT_SUCCESS) !== 0) return { severityNumber: SEVERITY.info, severityText: "Audit success" };
  }
  return { severityNumber: SEVERITY.info };
}
