import { levelOfName } from "#lib/formats/level-names.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Words that exports use besides those of loggers, in the languages that consoles are translated into most. */
const WORDS: readonly [SeverityNumber, string][] = [
  [SEVERITY.info, "informationen informação información low log statement success succeeded normal audit"],
  [SEVERITY.info + 1, "hinweis"],
  [SEVERITY.warn, "warnung avertissement advertencia aviso avviso medium minor moderate"],
  [SEVERITY.error, "fehler erreur errore erro high major failed fail"],
  [SEVERITY.error + 1, "kritisch critique crítico critico"],
];

const LEVELS = new Map(WORDS.flatMap(([level, words]) => words.split(" ").map((word) => [word, level] as const)));

export interface CsvSeverity {
  number: SeverityNumber;
  /** The field's own word where the number does not say the same. */
  text: string | undefined;
}

/** A column holds a handful of words, millions of times. */
const KNOWN = new Map<string, CsvSeverity | null>();
const MAX_KNOWN = 500;

/** The severity that a field of a level column means; null when it means none. */
export function csvSeverity(text: string): CsvSeverity | null {
  const known = KNOWN.get(text);
  if (known !== undefined) return known;
  const severity = severityOf(text);
  if (text.length <= 32 && KNOWN.size < MAX_KNOWN) KNOWN.set(text, severity);
  return severity;
}

function severityOf(text: string): CsvSeverity | null {
  const word = text.toLowerCase();
  const number = LEVELS.get(word) ?? levelOfName(text);
  return number === SEVERITY.unspecified ? null : { number, text: word in SEVERITY ? undefined : text };
}
