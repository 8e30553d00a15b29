import type { LogFormat, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { csvRoles } from "./csv-columns.ts";
import { createCsvParser } from "./csv-parser.ts";
import { type CsvSettings, type CsvTable, findCsvTable, isTimeColumn, surveyCsv } from "./csv-survey.ts";
import { knownTable } from "./known-tables.ts";

/**
 * Tables with commas, semicolons, tabs or bars: exports of consoles and spreadsheets, and logs without a heading whose
 * rows are alike. Facts: RFC 4180; Excel's sep= line; names of columns as Microsoft's, Symantec's and others' exports
 * have them.
 */
export const csv: LogFormat = {
  id: "csv",
  title: FORMAT_TITLES.csv,
  version: 2,
  framing(settings) {
    const { delimiter, leadRows } = settings as CsvSettings;
    return { kind: "rows", delimiter, leadRows };
  },
  detect,
  survey: surveyCsv,
  createParser: createCsvParser,
  samples: [
    'Date,Level,Computer,Message\n2025-10-09 08:53:20,Error,FIN-LT-0147,"Setup failed, code 1603"\n2025-10-09 08:53:24,Information,FIN-LT-0147,Retrying\n',
    "Zeitstempel;Ebene;Meldung\n09.10.2025 08:53:20;Fehler;Setup fehlgeschlagen\n09.10.2025 08:53:24;Information;Neuer Versuch\n",
    '370909083514,51,1,2,FIN-LT-0147,avery,,,,,,,16777216,"Definitions are current.",0,,0,,,,,0,,,,,,,,,,,{0}\n',
  ],
};

function detect(sample: TextSample): number {
  const table = findCsvTable(sample);
  if (table === null || isOther(sample.head)) return 0;
  if (table.columns === null && knownTable(table.rows) !== null) return 0.9;
  return table.columns === null ? withoutHeading(table) : withHeading(table, table.columns);
}

/** JSON and XML have commas too. */
function isOther(head: string): boolean {
  return /^\s{0,100}[[{<]/.test(head) || head.startsWith("#");
}

function withHeading({ rows, share }: CsvTable, columns: readonly string[]): number {
  const named = csvRoles(columns).filter((role) => role !== "other").length;
  if (rows.length === 0) return columns.length >= 4 && named >= 2 ? 0.3 : 0;
  if (share < 0.9) return share >= 0.6 && named >= 3 ? 0.5 : 0;
  if (named === 0)
    return columns.length >= 4 && rows.length >= 3 ? 0.5 : columns.length === 3 && rows.length >= 3 ? 0.3 : 0;
  const base = columns.length === 2 ? 0.4 : 0.65;
  return Math.min(0.88, base + 0.06 * named + (rows.length > 2 ? 0.05 : 0));
}

/** Rows of one width whose same column is a time; text with a comma in its time looks alike and is narrower. */
function withoutHeading({ rows, share, delimiter }: CsvTable): number {
  const width = rows[0]?.length ?? 0;
  if (share < 0.97 || rows.length < 3 || width < 5 || delimiter === "|") return 0;
  // 08:53:20,417 is one time, not two columns.
  if (rows.slice(0, 20).some(([, second = ""]) => /^\d{3}\D/.test(second))) return 0;
  const hasTime = Array.from({ length: width }, (_, index) => index).some((index) => isTimeColumn(rows, index));
  return hasTime ? 0.5 : width >= 8 ? 0.25 : 0;
}
