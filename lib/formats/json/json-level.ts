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
  const name = withoutColours(level);
  const severityNumber = OWN_NAMES.get(name) ?? stepOf(name) ?? levelOfName(name);
  return isPlainName(name) ? { severityNumber } : { severityNumber, severityText: name };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: an escape sequence begins with one.
const COLOURS = /\u001b\[[\d;]{0,20}m/g;

/** winston's colorize() puts the codes of a terminal around the level. */
export function withoutColours(level: string): string {
  return level.includes("\u001b") ? level.replace(COLOURS, "") : level;
}

/** NestJS calls info "log"; in other text the word is none for a level. */
const OWN_NAMES: ReadonlyMap<string, SeverityNumber> = new Map([
  ["log", SEVERITY.info],
  ["LOG", SEVERITY.info],
]);

/** Go's slog writes levels between the named ones as DEBUG-4 and ERROR+2, in OpenTelemetry's steps. */
function stepOf(name: string): SeverityNumber | null {
  const [, base = "", step] = /^(DEBUG|INFO|WARN|ERROR)([+-]\d{1,2})$/.exec(name) ?? [];
  if (step === undefined) return null;
  return Math.min(24, Math.max(1, levelOfName(base) + Number(step)));
}

function isPlainName(level: string): boolean {
  return Object.hasOwn(SEVERITY, level.toLowerCase());
}

/** Own levels lie between the standard ones and count as the one below. */
function numericLevel(level: number): SeverityNumber {
  if (level < 10 || level >= 70) return SEVERITY.unspecified;
  return Math.floor(level / 10) * 4 - 3;
}
