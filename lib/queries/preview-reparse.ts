import { ConflictError, InvalidInputError } from "#lib/errors.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import type { ReadingComparison } from "#lib/model/reading-difference.ts";
import { chosenSettings, type ReadingChoice, type ReadingSettings } from "#lib/model/reading-settings.ts";
import { compareReadings } from "#lib/parse/compare-readings.ts";
import { openReader } from "#lib/parse/open-reader.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { loadFormats, requireFormat } from "#lib/store/load-formats.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { fileNotFound, findFileRef } from "./file-ref.ts";
import { readStoredContent, type StoredContent, type StoredGap } from "./read-stored-content.ts";

const HEAD_BYTES = 8 * 1024 * 1024;
const TAIL_BYTES = 1024 * 1024;
const BUDGET_MS = 10_000;

/** What would change if a file were read again. Places are those of the file. */
export interface ReparsePreview extends ReadingComparison {
  /** What was chosen for the file up to now; null = its content decides. */
  settings: ReadingSettings;
  /** The same with the choice that `next` is of. */
  nextSettings: ReadingSettings;
  /** Names the reading that `now` is of: goes into `basedOn` of the re-ingestion. */
  readAtMs: number | null;
  totalBytes: number;
  /** What was not compared between the start and the end of a long file. */
  gap: StoredGap | null;
}

/** Everything that a comparison needs of the database. */
export interface ReparseMaterial {
  fileName: string;
  receivedAtMs: number;
  settings: ReadingSettings;
  readAtMs: number | null;
  /** What it was read with. */
  format: string;
  nowFormats: LogFormat[];
  nextFormats: LogFormat[];
  next: ReadingSettings;
  content: StoredContent;
}

interface ReparseFile {
  organizationId: string;
  name: string;
  receivedAtMs: number;
  format: string | null;
  formatVersion: number | null;
  settings: ReadingSettings;
  state: string | null;
  isArchive: boolean;
  duplicateOf: string | null;
  readAtMs: number | null;
}

/**
 * Collects, as the caller, what is compared: the stored bytes of the file, at most its first 8 MiB and its last 1 MiB,
 * and the formats then and now. @throws NotFoundError; InvalidInputError for an archive or a format nobody has;
 * ConflictError for a duplicate and for a file that was not read to its end, or of which nothing is stored
 */
export async function readReparse(
  tx: TransactionSql,
  { fileId, choice }: { fileId: string; choice: ReadingChoice },
): Promise<ReparseMaterial> {
  const ref = await findFileRef(tx, fileId);
  const file = await findReparseFile(tx, ref.id);
  const { organizationId, format, formatVersion, settings } = file;
  await requireFormat(tx, { organizationId, format: choice.format ?? null });
  const content = await readStoredContent(tx, ref, { headBytes: HEAD_BYTES, tailBytes: TAIL_BYTES });
  if (content === null || format === null) throw nothingStored();
  const begun = formatVersion === null ? null : { format, version: formatVersion };
  return {
    fileName: file.name,
    receivedAtMs: file.receivedAtMs,
    settings,
    readAtMs: file.readAtMs,
    format,
    nowFormats: await loadFormats(tx, organizationId, begun),
    nextFormats: await loadFormats(tx, organizationId),
    next: chosenSettings(settings, choice),
    content,
  };
}

/**
 * Reads the stored bytes as the file was read and as it would be read, for at most 10 s.
 * @throws InvalidInputError for a time zone that does not exist
 */
export async function previewReparse(material: ReparseMaterial, clock: () => number): Promise<ReparsePreview> {
  const { content, fileName, receivedAtMs, settings, next, readAtMs } = material;
  const common = { source: bytesSource(content.bytes), fileName, receivedAtMs };
  const nextReader = await openReader({
    ...common,
    format: next.format ?? undefined,
    formats: material.nextFormats,
    timeZoneSetting: next.timeZone,
  });
  const nowReader = await openReader({
    ...common,
    format: material.format,
    formats: material.nowFormats,
    timeZoneSetting: settings.timeZone,
  });
  const input = { now: nowReader, next: nextReader, fileName, budgetMs: BUDGET_MS, clock };
  const compared = await compareReadings(input);
  const { totalBytes, gap } = content;
  return { ...placedInFile(compared, gap), settings, nextSettings: next, readAtMs, totalBytes, gap };
}

/** Behind a gap, numbers and offsets count what is in it. */
function placedInFile(compared: ReadingComparison, gap: StoredGap | null): ReadingComparison {
  if (gap === null) return compared;
  const isBehind = (byteOffset: number) => byteOffset >= gap.atByte;
  const at = (byteOffset: number) => byteOffset + (isBehind(byteOffset) ? gap.byteLength : 0);
  const placed = <Item extends { byteOffset: number }>(item: Item) => ({ ...item, byteOffset: at(item.byteOffset) });
  const line = (found: ReadingComparison["now"]["failingLine"]) => (found === null ? null : placed(found));
  const number = (recordNumber: number, byteOffset: number) => recordNumber + (isBehind(byteOffset) ? gap.records : 0);
  return {
    ...compared,
    now: { ...compared.now, failingLine: line(compared.now.failingLine) },
    next: { ...compared.next, failingLine: line(compared.next.failingLine) },
    groups: compared.groups.map((group) => ({
      ...placed(group),
      firstRecordNumber: number(group.firstRecordNumber, group.byteOffset),
    })),
    samples: compared.samples.map((sample) => ({
      ...placed(sample),
      recordNumber: number(sample.recordNumber, sample.byteOffset),
    })),
  };
}

async function findReparseFile(tx: TransactionSql, fileId: string): Promise<ReparseFile> {
  const [file] = await tx<ReparseFile[]>`
    select organization_id as "organizationId", name, format, format_version as "formatVersion", job_state as state,
      (extract(epoch from coalesce(modified_at, created_at)) * 1000)::float8 as "receivedAtMs",
      jsonb_build_object('format', format_setting, 'timeZone', time_zone_setting) as settings,
      archive_kind is not null as "isArchive", duplicate_of as "duplicateOf",
      floor(extract(epoch from finished_at) * 1000)::float8 as "readAtMs"
    from public.log_files where id = ${fileId}`;
  if (!file) throw fileNotFound(fileId);
  if (file.duplicateOf !== null) {
    throw new ConflictError("This file has the content of an earlier one and points to it. Re-parse that one.", {
      details: { duplicateOf: file.duplicateOf },
    });
  }
  if (file.isArchive) {
    throw new InvalidInputError("An archive has no lines of its own. Re-parse the files that were in it.", {
      code: "unprocessable",
    });
  }
  if (file.state === null || ["waiting", "running", "retrying"].includes(file.state)) {
    throw new ConflictError("This file is not read to its end yet. Compare when it is.");
  }
  return file;
}

function nothingStored(): ConflictError {
  return new ConflictError(
    "Nothing of this file is stored, so there is nothing to compare with. It can be re-parsed all the same.",
    { details: { isEmpty: true } },
  );
}
