import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import type { ScanSeverity } from "#lib/model/lane-rule.ts";
import { SEVERITY } from "#lib/model/severity.ts";

export interface SevereLine {
  /** Where its sign stands in the text. */
  index: number;
  /** The sign: what says that it is severe. */
  text: string;
}

type Signs = Record<ScanSeverity, RegExp | null>;

const JSON_SIGNS: Signs = {
  fatal: /"level": ?(?:60|"fatal")/i,
  error: /"level": ?(?:[56]0|"(?:error|fatal)")/i,
  warn: /"level": ?(?:[456]0|"(?:warn|warning|error|fatal)")/i,
};
const MSI_ERROR =
  /\bReturn value 3\b|\bMainEngineThread\D{1,40}(?!(?:0|1602|1604|1618|1641|3010)\b)\d{1,5}|(?:^|-- )(?:Error|Fehler|Erreur) ?\d{4,5}\./;

// A quick look, one expression a line; reading the file decides what each line is.
const SIGNS: Record<string, Signs> = {
  pino: JSON_SIGNS,
  bunyan: JSON_SIGNS,
  cmtrace: { fatal: null, error: /\btype="3"/, warn: /\btype="[23]"/ },
  msi: {
    fatal: null,
    error: MSI_ERROR,
    warn: new RegExp(`${MSI_ERROR.source}|\\bReturn value 2\\b|(?:^|-- )Warning \\d{4,5}\\.`),
  },
};
const EVENT_SIGNS: Signs = {
  fatal: /<Level>1<\/Level>/,
  error: /<Level>[12]<\/Level>/,
  warn: /<Level>[123]<\/Level>/,
};
const LONGEST_LINE = 4000;

/** The first line that is at least so severe, as far as a quick look can tell; null = none. */
export function severeLine(format: string, text: string, atLeast: ScanSeverity): SevereLine | null {
  for (let from = 0; from < text.length; ) {
    const lineEnd = text.indexOf("\n", from);
    const to = lineEnd < 0 ? text.length : lineEnd;
    const line = text.slice(from, Math.min(to, from + LONGEST_LINE));
    const sign = signOf(format, line, atLeast);
    if (sign !== null) return { index: from + sign.index, text: sign.text };
    from = to + 1;
  }
  return null;
}

function signOf(format: string, line: string, atLeast: ScanSeverity): SevereLine | null {
  const found = EVENT_SIGNS[atLeast]?.exec(line) ?? SIGNS[format]?.[atLeast]?.exec(line);
  if (found) return { index: found.index, text: found[0] };
  if (SIGNS[format] !== undefined) return null;
  const plain = plainSeverity(line);
  return plain !== null && plain.severityNumber >= SEVERITY[atLeast] ? { index: 0, text: line } : null;
}
