import type { IngestFile } from "./ingest-file.ts";
import { ensureDevice } from "./intake-file.ts";
import type { Sql, TransactionSql } from "./sql.ts";
import { storableText } from "./storable-text.ts";

/** What is known of a member that an earlier step took up. */
export interface KnownMember {
  fileId: string | null;
  problem: string | null;
  /** Its file is in the queue, is a duplicate or has ended: nothing is left to do for it. */
  isDone: boolean;
}

export async function findMember(sql: Sql, bundleId: string, memberNo: number): Promise<KnownMember | null> {
  const [row] = await sql<KnownMember[]>`
    select m.file_id as "fileId", m.problem,
      m.file_id is null or f.queued_at is not null or f.status <> 'pending' as "isDone"
    from public.bundle_members m left join public.log_files f on f.id = m.file_id
    where m.bundle_id = ${bundleId} and m.member_no = ${memberNo}`;
  return row ?? null;
}

interface NewMember {
  memberNo: number;
  /** Null = about the archive itself. */
  name: string | null;
  sizeBytes: number | null;
}

interface NewFile {
  name: string;
  fileId: string;
  objectKey: string;
  /** Epoch ms. */
  modifiedAtMs: number | null;
}

/** Keeps what can't become a file, with its reason; once. */
export async function keepProblem(
  sql: Sql | TransactionSql,
  bundle: IngestFile,
  { memberNo, name, sizeBytes, problem }: NewMember & { problem: string },
): Promise<void> {
  await sql`
    insert into public.bundle_members (bundle_id, member_no, organization_id, name, size_bytes, problem)
    values (${bundle.id}, ${memberNo}, ${bundle.organizationId}, ${name === null ? null : storableText(name)},
      ${Number.isSafeInteger(sizeBytes) ? sizeBytes : null}, ${storableText(problem)})
    on conflict (bundle_id, member_no) do update set problem = excluded.problem, file_id = null`;
}

/** Makes the file of a member, with what its bundle was sent with; once for each number. */
export async function insertMember(
  tx: TransactionSql,
  bundle: IngestFile,
  { memberNo, name, sizeBytes, fileId, objectKey, modifiedAtMs }: NewMember & NewFile,
): Promise<void> {
  await tx`
    insert into public.log_files (id, organization_id, source, object_key, name, size_bytes, created_by, deployment_id,
      device_id, time_zone_setting, bundle_id, bundle_root_id, bundle_depth, modified_at)
    select ${fileId}, f.organization_id, f.source, ${objectKey}, ${storableText(name)}, ${sizeBytes ?? 0}, f.created_by,
      f.deployment_id, f.device_id, f.time_zone_setting, f.id, coalesce(f.bundle_root_id, f.id), f.bundle_depth + 1,
      to_timestamp(${plausible(modifiedAtMs)}::float8 / 1000)
    from public.log_files f where f.id = ${bundle.id}`;
  await tx`
    insert into public.bundle_members (bundle_id, member_no, organization_id, name, size_bytes, file_id)
    values (${bundle.id}, ${memberNo}, ${bundle.organizationId}, ${storableText(name)}, ${sizeBytes}, ${fileId})`;
}

/** Archives made on a device without a clock tell 1970 or 1980; Postgres does not know all years that numbers can tell. */
function plausible(modifiedAtMs: number | null): number | null {
  return modifiedAtMs !== null && modifiedAtMs > 480_000_000_000 && modifiedAtMs < 4_102_444_800_000
    ? modifiedAtMs
    : null;
}

/** Says that a member could not be unpacked to its end. */
export async function noteDamage(tx: TransactionSql, fileId: string, problem: string): Promise<void> {
  await tx`update public.bundle_members set problem = ${storableText(problem)} where file_id = ${fileId}`;
}

/** Takes back the file of a member that turned out to be none. */
export async function dropMember(tx: TransactionSql, fileId: string): Promise<void> {
  await tx`delete from public.log_files where id = ${fileId} and queued_at is null`;
}

/** How many members an outermost archive has given so far, its inner archives' included, and how many bytes. */
export async function unpackedSoFar(sql: Sql, rootId: string): Promise<{ members: number; bytes: number }> {
  const [row] = await sql<{ members: number; bytes: number }[]>`
    select count(*)::int as members, coalesce(sum(size_bytes), 0)::float8 as bytes
    from public.log_files where bundle_root_id = ${rootId}`;
  return row ?? { members: 0, bytes: 0 };
}

/** How many of an archive's members became files, and one of the reasons why others did not. */
export async function unpackedFiles(sql: Sql, bundleId: string): Promise<{ files: number; problem: string | null }> {
  const [row] = await sql<{ files: number; problem: string | null }[]>`
    select count(file_id)::int as files, min(problem) as problem
    from public.bundle_members where bundle_id = ${bundleId}`;
  return row ?? { files: 0, problem: null };
}

/** Notes that the members up to `memberNo` are dealt with; false = this run is over. */
export async function moveBundleOn(
  sql: Sql,
  bundle: IngestFile,
  place: { memberNo: number; checkpointNo: number },
): Promise<boolean> {
  const rows = await sql`
    update public.file_progress p set checkpoint = jsonb_build_object('memberNo', ${place.memberNo}::int),
      checkpoint_no = ${place.checkpointNo + 1}, heartbeat_at = now(), updated_at = now()
    from public.log_files f
    where p.file_id = ${bundle.id} and p.checkpoint_no = ${place.checkpointNo} and f.id = p.file_id
      and f.dispatch = ${bundle.dispatch} and f.status = 'processing'
    returning p.file_id`;
  return rows.length > 0;
}

/** Puts a bundle that has no device into the one of this name, which its members inherit. */
export async function nameDevice(tx: TransactionSql, bundle: IngestFile, name: string): Promise<void> {
  const deviceId = await ensureDevice(tx, bundle.organizationId, name);
  await tx`update public.log_files set device_id = ${deviceId}::uuid where id = ${bundle.id} and device_id is null`;
}
