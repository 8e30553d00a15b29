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

/** Keywords are 64 bits in hexadecimal, with or without leading zeros; the audit bits are in the second byte. */
function audit(keywords: string | undefined): { severityNumber: SeverityNumber; severityText?: string } {
  if (keywords !== undefined && keywords.length > 14 && /^0x[0-9a-f]{13,16}$/i.test(keywords)) {
    const byte = Number.parseInt(keywords.slice(2).padStart(16, "0").slice(2, 4), 16);
    if ((byte & AUDIT_FAILURE) !== 0) return { severityNumber: SEVERITY.warn, severityText: "Audit failure" };
    if ((byte & AUDIT_SUCCESS) !== 0) return { severityNumber: SEVERITY.info, severityText: "Audit success" };
  }
  return { severityNumber: SEVERITY.info };
}
