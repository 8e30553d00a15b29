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

/** The severity that a field of a level column means; null when it means none. */
export function csvSeverity(text: string): SeverityNumber | null {
  const level = LEVELS.get(text.toLowerCase()) ?? levelOfName(text);
  return level === SEVERITY.unspecified ? null : level;
}
