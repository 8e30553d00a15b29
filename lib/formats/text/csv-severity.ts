import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** Words that exports use for a level, in the languages that consoles are translated into most. */
const WORDS: readonly [SeverityNumber, string][] = [
  [SEVERITY.trace, "trace verbose finest"],
  [SEVERITY.debug, "debug fine debug1 debug2 debug3 debug4 debug5"],
  [
    SEVERITY.info,
    "info information informational informationen informação información low log statement success succeeded ok normal audit",
  ],
  [SEVERITY.info + 1, "notice hinweis"],
  [SEVERITY.warn, "warn warning warnung avertissement advertencia aviso avviso medium minor moderate"],
  [SEVERITY.error, "error err fehler erreur errore erro severe high major failure failed fail"],
  [SEVERITY.error + 1, "critical crit kritisch critique crítico critico"],
  [SEVERITY.error + 2, "alert"],
  [SEVERITY.fatal, "fatal emergency emerg panic"],
];

const LEVELS = new Map(WORDS.flatMap(([level, words]) => words.split(" ").map((word) => [word, level] as const)));

/** The severity that a field of a level column means; null when it means none. */
export function csvSeverity(text: string): SeverityNumber | null {
  return LEVELS.get(text.toLowerCase()) ?? null;
}
