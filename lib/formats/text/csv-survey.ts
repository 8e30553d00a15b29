import { type DayOrder, decideDayOrder } from "#lib/formats/day-order.ts";
import type { FormatSettings, TextSample } from "#lib/formats/format.ts";
import { type CsvRole, csvRoles, saysUtc } from "./csv-columns.ts";
import { csvFields, firstCsvRows } from "./csv-rows.ts";
import { isTimeText } from "./csv-time.ts";
import { type KnownTable, knownTable } from "./known-tables.ts";

export interface CsvSettings extends FormatSettings {
  delimiter: string;
  /** As the file names them, or column_1 and so on. */
  columns: string[];
  roles: CsvRole[];
  /** Rows before the first record: headings, and Excel's sep= line. */
  leadRows: number;
  dayOrder: DayOrder;
  /** True when the column of the time says so. */
  isUtc: boolean;
  /** Of a table that is known without its heading. */
  table: KnownTable["id"] | null;
  notes: string[];
}

/** A table as the sample shows it. */
export interface CsvTable {
  delimiter: string;
  leadRows: number;
  columns: string[] | null;
  /** Fields of the rows under the heading. */
  rows: string[][];
  /** Share of those rows that have as many fields as there are columns. */
  share: number;
}

const DELIMITERS = [",", ";", "\t", "|"];
const MAX_ROWS = 100;
/** What is wider is no log. */
const MAX_COLUMNS = 1000;
const SEPARATOR_LINE = /^"?sep=(.)"?\s*$/i;

const known = new WeakMap<TextSample, CsvTable | null>();

/** The table that a sample most likely is, or null; found once for detection and survey. */
export function findCsvTable(sample: TextSample): CsvTable | null {
  const before = known.get(sample);
  if (before !== undefined) return before;
  const found = bestTable(sample.head);
  known.set(sample, found);
  return found;
}

function bestTable(head: string): CsvTable | null {
  const text = head.slice(head.charCodeAt(0) === 0xfeff ? 1 : 0, 128 * 1024);
  const first = text.slice(0, text.indexOf("\n") === -1 ? undefined : text.indexOf("\n"));
  const separator = SEPARATOR_LINE.exec(first.trim())?.[1];
  const candidates = separator === undefined ? DELIMITERS.filter((mark) => first.includes(mark)) : [separator];
  const tables = candidates.map((delimiter) => tableWith(text, delimiter, separator !== undefined));
  const usable = tables.filter(
    (table) => table !== null && width(table) > 1 && width(table) <= MAX_COLUMNS,
  ) as CsvTable[];
  return usable.sort((a, b) => b.share * width(b) - a.share * width(a))[0] ?? null;
}

function width({ columns, rows }: CsvTable): number {
  return columns?.length ?? rows[0]?.length ?? 0;
}

function tableWith(text: string, delimiter: string, hasSeparatorLine: boolean): CsvTable | null {
  const rows = firstCsvRows(text, delimiter, MAX_ROWS).map((row) => csvFields(row, delimiter));
  if (hasSeparatorLine) rows.shift();
  const [heading] = rows;
  if (heading === undefined) return null;
  const named = isHeading(heading) ? heading.map((name) => name.trim()) : null;
  const data = named === null ? rows : rows.slice(1);
  const columns = named === null ? null : withUnnamed(named, data);
  const count = columns?.length ?? heading.length;
  // The last row of a sample may be cut.
  const same = data.filter((fields) => fields.length === count).length;
  const leadRows = (hasSeparatorLine ? 1 : 0) + (columns === null ? 0 : 1);
  return { delimiter, leadRows, columns, rows: data, share: data.length === 0 ? 0 : same / data.length };
}

/** The Event Viewer leaves its last column, the description, without a name. */
function withUnnamed(named: string[], data: readonly string[][]): string[] {
  const count = named.length + 1;
  const longer = data.filter((fields) => fields.length === count).length;
  return longer > data.length * 0.8 && csvRoles(named)[named.length - 1] !== "message"
    ? [...named, "Description"]
    : named;
}

/** Names of columns are short, differ, and are neither numbers nor times nor sentences. */
function isHeading(fields: readonly string[]): boolean {
  const names = fields.map((field) => field.trim());
  if (names.at(-1) === "") names.pop();
  if (names.length < 2 || new Set(names).size !== names.length) return false;
  return names.every(isName);
}

function isName(name: string): boolean {
  if (name === "" || name.length > 64 || /[\n!?<>{}=]|[.:,;]$/.test(name) || !/\p{L}/u.test(name)) return false;
  return name.split(/\s+/).length <= 5 && !isTimeText(name) && !/^\d/.test(name);
}

/** What a table's columns mean. */
export function surveyCsv(sample: TextSample): CsvSettings {
  const table = findCsvTable(sample) ?? { delimiter: ",", leadRows: 0, columns: null, rows: [], share: 0 };
  const known = table.columns === null ? knownTable(table.rows) : null;
  const columns = table.columns ?? (known === null ? numbered(table.rows[0]?.length ?? 1) : [...known.columns]);
  const isNamed = table.columns !== null;
  const timed = isNamed ? rolesWithTime(columns, table.rows) : { roles: guessedRoles(table.rows), note: null };
  const roles = known === null ? timed.roles : csvRoles(columns);
  const dateAt = roles.findIndex((role) => role === "dateTime" || role === "date");
  const dates =
    dateAt === -1 || known?.id === "symantec" ? [] : table.rows.map((fields) => (fields[dateAt] ?? "").trim());
  const order = decideDayOrder({ dates, receivedAtMs: sample.receivedAtMs, hint: meridiemHint(dates) });
  const isAmbiguous = order.isAssumed && dates.some((date) => /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}/.test(date));
  return {
    delimiter: table.delimiter,
    columns,
    roles,
    leadRows: table.leadRows,
    dayOrder: order.order,
    isUtc: dateAt !== -1 && saysUtc(columns[dateAt] ?? ""),
    table: known?.id ?? null,
    notes: [timed.note, isAmbiguous ? order.reason : null].filter((note) => note !== null),
  };
}

/** Where no name of a column speaks of a time, or its values are none, a column of times is taken, and noted. */
function rolesWithTime(
  columns: readonly string[],
  rows: readonly string[][],
): { roles: CsvRole[]; note: string | null } {
  const roles = csvRoles(columns);
  const named = roles.findIndex((role) => role === "dateTime" || role === "date");
  if (rows.length === 0 || (named !== -1 && (roles[named] === "date" || hasTimes(rows, named))))
    return { roles, note: null };
  const found = columns.findIndex((_, index) => roles[index] === "other" && isTimeColumn(rows, index));
  if (found === -1) return { roles, note: null };
  if (named !== -1) roles[named] = "other";
  roles[found] = "dateTime";
  return { roles, note: `Its column "${columns[found]}" is taken for the time of the records.` };
}

function hasTimes(rows: readonly string[][], index: number): boolean {
  return rows.some((fields) => isTimeText(fields[index] ?? ""));
}

/** AM and PM are written where the month comes first. */
function meridiemHint(dates: readonly string[]): { order: DayOrder; reason: string } | null {
  return dates.some((date) => /\d ?[AP]M\b/i.test(date))
    ? { order: "mdy", reason: "AM and PM go with months first." }
    : null;
}

function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column_${index + 1}`);
}

/** Without names only the time is told, by its looks. */
function guessedRoles(rows: readonly string[][]): CsvRole[] {
  const count = rows[0]?.length ?? 1;
  const timeAt = Array.from({ length: count }, (_, index) => index).find((index) => isTimeColumn(rows, index));
  return Array.from({ length: count }, (_, index) => (index === timeAt ? "dateTime" : "other"));
}

/** True when the values of a column of the sample are times. */
export function isTimeColumn(rows: readonly string[][], index: number): boolean {
  const sampled = rows.slice(0, 20);
  return (
    sampled.length > 0 && sampled.filter((fields) => isTimeText(fields[index] ?? "")).length > sampled.length * 0.8
  );
}
