import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** What a Windows event means, in our own words. */
export interface EventMeaning {
  /** As the event names it: "MsiInstaller". */
  provider: string;
  eventId: number;
  /** 2 to 6 words: "Product installed". */
  title: string;
  /** One sentence. */
  meaning: string;
  /** What to do or look at next. */
  check: string | null;
  /** Instead of Windows' own level where that misleads. */
  severityNumber?: SeverityNumber;
  /** A sentence with places for the event's data: {2} the second value, {Name} a named one, {Name|2} either. */
  say?: string;
}

/**
 * Reads a table of one provider's events, one a line: `id | severity | title | meaning | what to check | sentence`,
 * "-" for none. Text, because a line each is how such a table can be read and kept in order.
 */
export function eventTable(provider: string, text: string): readonly EventMeaning[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [id = "", severity = "", title = "", meaning = "", check = "", say = ""] = line.split(" | ");
      return {
        provider,
        eventId: Number(id),
        title,
        meaning,
        check: check === "-" ? null : check,
        ...(severity === "-" ? {} : { severityNumber: severityOf(severity, line) }),
        ...(say === "-" ? {} : { say }),
      };
    });
}

function severityOf(severity: string, line: string): SeverityNumber {
  if (severity === "info" || severity === "warn" || severity === "error") return SEVERITY[severity];
  throw new Error(`Not a row of a table of events: ${line}`);
}
