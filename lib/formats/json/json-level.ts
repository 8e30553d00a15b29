import { levelOfName } from "#lib/formats/level-names.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

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

function isPlainName(level: string): boolean {
  return Object.hasOwn(SEVERITY, level.toLowerCase());
}

/** Own levels lie between the standard ones and count as the one below. */
function numericLevel(level: number): SeverityNumber {
  if (level < 10 || level >= 70) return SEVERITY.unspecified;
  return Math.floor(level / 10) * 4 - 3;
}
