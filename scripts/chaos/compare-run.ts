import type { Sql } from "#lib/store/sql.ts";
import { compareFile } from "./compare-file.ts";
import { type ExpectedFile, expectedFile, type OriginalRow } from "./expected-file.ts";
import type { ChaosFile } from "./make-file.ts";

export interface RunDifference {
  rowsExpected: number;
  rowsFound: number;
  lost: number;
  duplicated: number;
  wrong: number;
  alertsExpected: number;
  alertsFound: number;
  /** What is wrong, in words, by file. */
  problems: string[];
}

interface FileRow extends OriginalRow {
  sha256: string | null;
  status: string;
  error: { code: string; message: string } | null;
  duplicateOf: string | null;
  isQueued: boolean;
  entries: number;
}

export interface Run {
  organizationId: string;
  /** Everything the organisation was sent. */
  files: readonly ChaosFile[];
}

/** Compares everything that is stored of an organisation with what the files of the run must give, file by file. */
export async function compareRun(sql: Sql, { organizationId, files }: Run): Promise<RunDifference> {
  const total: RunDifference = {
    rowsExpected: 0,
    rowsFound: 0,
    lost: 0,
    duplicated: 0,
    wrong: 0,
    alertsExpected: 0,
    alertsFound: 0,
    problems: [],
  };
  const rows = await loadRows(sql, organizationId);
  const read = new Set<string>();
  for (const file of files) {
    const sent = rows.filter(({ sha256 }) => sha256 === file.sha256);
    const [original, ...others] = sent.filter(({ isQueued, duplicateOf }) => isQueued && duplicateOf === null);
    if (original === undefined) {
      const expected = await expectedFile(file, { ...NO_ROW, name: file.name });
      total.rowsExpected += expected.records.length;
      total.lost += expected.records.length;
      total.alertsExpected += expected.alerts.length;
      total.problems.push(`${file.name}: none of its ${sent.length} rows was read`);
      continue;
    }
    if (others.length > 0) total.problems.push(`${file.name}: read ${others.length + 1} times instead of linked`);
    read.add(original.id);
    await addFile(sql, { file, row: original, total });
  }
  for (const row of rows.filter(({ id, entries }) => !read.has(id) && entries > 0)) {
    total.rowsFound += row.entries;
    total.duplicated += row.entries;
    total.problems.push(`${row.name}: ${row.entries} rows of a file that is a duplicate or was never queued`);
  }
  await addAlertsOfOthers(sql, { organizationId, read, total });
  return total;
}

const NO_ROW: OriginalRow = {
  id: "00000000-0000-0000-0000-000000000000",
  no: 0,
  name: "",
  deviceName: null,
  receivedAtMs: Date.UTC(2026, 10, 2),
};

async function loadRows(sql: Sql, organizationId: string): Promise<FileRow[]> {
  return await sql<FileRow[]>`
    select f.id, f.no, f.name, f.sha256, f.status, f.error, f.duplicate_of as "duplicateOf", d.name as "deviceName",
      f.queued_at is not null as "isQueued", (extract(epoch from f.created_at) * 1000)::float8 as "receivedAtMs",
      coalesce(e.count, 0)::float8 as entries
    from public.log_files f left join public.devices d on d.id = f.device_id
    left join (select file_no, count(*) from logs.log_entries group by file_no) e on e.file_no = f.no
    where f.organization_id = ${organizationId} order by f.no`;
}

async function addFile(
  sql: Sql,
  { file, row, total }: { file: ChaosFile; row: FileRow; total: RunDifference },
): Promise<void> {
  const expected = await expectedFile(file, row);
  const difference = await compareFile(sql, { file, row, expected });
  total.rowsExpected += expected.records.length;
  total.rowsFound += difference.found;
  total.lost += difference.lost;
  total.duplicated += difference.duplicated;
  total.wrong += difference.wrong;
  total.problems.push(...difference.notes.map((note) => `${file.name} (${row.id}): ${note}`));
  const say = (problem: string) => {
    total.wrong += 1;
    total.problems.push(`${file.name} (${row.id}): ${problem}`);
  };
  if (row.status !== expected.status) {
    say(`is ${row.status} instead of ${expected.status}: ${row.error?.message ?? "no error is noted"}`);
  }
  const outcomeProblem = await compareOutcomes(sql, row.id, expected);
  if (outcomeProblem !== null) say(outcomeProblem);
  const alerts = await sql<{ fingerprint: string; title: string }[]>`
    select fingerprint, title from public.alerts where file_id = ${row.id}`;
  total.alertsExpected += expected.alerts.length;
  total.alertsFound += alerts.length;
  const [wanted, found] = [expected.alerts, alerts].map((list) => list.map(keyOf).sort().join("; "));
  if (wanted !== found) say(`its alerts are "${found}" instead of "${wanted}"`);
}

function keyOf({ fingerprint, title }: { fingerprint: string; title: string }): string {
  return `${fingerprint} ${title}`;
}

async function compareOutcomes(sql: Sql, fileId: string, { installations }: ExpectedFile): Promise<string | null> {
  const rows = await sql<{ product: string; attempt: number; outcome: string }[]>`
    select product, attempt, outcome from public.installation_logs where file_id = ${fileId}`;
  const texts = (list: readonly { product: string; attempt: number; outcome: string }[]) =>
    list
      .map(({ product, attempt, outcome }) => `${product} ${attempt}: ${outcome}`)
      .sort()
      .join("; ");
  const [found, wanted] = [texts(rows), texts(installations)];
  return found === wanted ? null : `its installations are "${found}" instead of "${wanted}"`;
}

/** Alerts of a file that must not have been read were told once too often. */
async function addAlertsOfOthers(
  sql: Sql,
  { organizationId, read, total }: { organizationId: string; read: ReadonlySet<string>; total: RunDifference },
): Promise<void> {
  const alerts = await sql<{ fileId: string | null; title: string }[]>`
    select file_id as "fileId", title from public.alerts where organization_id = ${organizationId}`;
  for (const { fileId, title } of alerts) {
    if (fileId !== null && read.has(fileId)) continue;
    total.alertsFound += 1;
    total.problems.push(`an alert too many: ${title}`);
  }
}
