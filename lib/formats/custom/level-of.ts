import { levelOfName } from "#lib/formats/level-names.ts";
import type { FormatDefinition } from "#lib/model/format-definition.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** What a level's text means: the definition's own words first, then the usual ones; anything else is unspecified. */
export function levelOf(levels: FormatDefinition["levels"]): (text: string) => SeverityNumber {
  const own = new Map(Object.entries(levels).map(([text, level]) => [text.toLowerCase(), level]));
  return (text) => {
    const level = own.get(text.trim().toLowerCase());
    return level === undefined ? levelOfName(text) : SEVERITY[level];
  };
}
