import { randomUUID } from "node:crypto";
import { zstdCompressSync } from "node:zlib";
import { type CallerClaims, asCaller as runAsCaller, type Sql, type TransactionSql } from "#lib/platform/database.ts";

/** A team with one member, as a database test needs it. */
export interface TestTeam {
  /** The member. */
  userId: string;
  organizationId: string;
  organizationNo: number;
  /** Runs queries as the member. */
  asMember: <T>(work: (tx: TransactionSql) => Promise<T>) => Promise<T>;
}

export async function createTeam(sql: Sql, name: string): Promise<TestTeam> {
  const userId = randomUUID();
  await sql`insert into auth.users (id, email) values (${userId}, ${`${userId}@example.org`})`;
  const [organization] = await sql<{ id: string; no: number }[]>`
    insert into public.organizations (name) values (${name}) returning id, no`;
  if (!organization) throw new Error("No organisation was made.");
  await sql`insert into public.memberships (organization_id, user_id, role) values (${organization.id}, ${userId}, 'viewer')`;
  const claims: CallerClaims = { sub: userId, role: "authenticated" };
  return {
    userId,
    organizationId: organization.id,
    organizationNo: organization.no,
    asMember: (work) => runAsCaller(claims, work, { sql }),
  };
}

/** A row of log_files with these columns on top of the usual ones; answers its id and number. */
export async function createFile(
  sql: Sql,
  team: TestTeam,
  columns: Record<string, unknown> = {},
): Promise<{ id: string; no: number }> {
  const row = {
    organization_id: team.organizationId,
    source: "cli",
    name: "setup.log",
    object_key: randomUUID(),
    size_bytes: 1000,
    status: "completed",
    queued_at: new Date(),
    ...columns,
  };
  const [file] = await sql<{ id: string; no: number }[]>`insert into public.log_files ${sql(row)} returning id, no`;
  if (!file) throw new Error("No file was made.");
  return file;
}

export interface TestRecord {
  raw: string;
  body?: string;
  severityNumber?: number;
  timeUs?: number | null;
  rejectReason?: string;
  attributes?: object;
  attributeSetId?: number;
}

/** Stores records as chunks of `chunkRecords`, numbers and offsets counted from the start of the file. */
export async function storeRecords(
  sql: Sql,
  {
    team,
    fileNo,
    records,
    chunkRecords,
  }: { team: TestTeam; fileNo: number; records: TestRecord[]; chunkRecords: number },
): Promise<void> {
  let byteOffset = 0;
  for (let first = 0; first < records.length; first += chunkRecords) {
    const part = records.slice(first, first + chunkRecords);
    const chunkNo = first / chunkRecords;
    const bytes = Buffer.from(part.map((record) => record.raw).join(""), "utf8");
    const errors = part.filter((record) => (record.severityNumber ?? 9) >= 17).length;
    const rejects = part.filter((record) => record.rejectReason).length;
    const levelCounts = [0, 0, 0, part.length - errors - rejects, 0, errors, 0, rejects];
    await sql`
      insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count, byte_offset,
        byte_length, level_counts, bytes)
      values (${fileNo}, ${chunkNo}, ${team.organizationNo}, ${first + 1}, ${part.length}, ${byteOffset},
        ${bytes.length}, ${levelCounts}, ${zstdCompressSync(bytes)})`;
    let offset = byteOffset;
    for (const [index, record] of part.entries()) {
      const byteLength = Buffer.byteLength(record.raw);
      const timeUs = record.timeUs ?? null;
      await sql`
        insert into logs.log_entries (time, byte_offset, organization_no, file_no, chunk_no, record_no, byte_length,
          severity_number, body, reject_reason, attributes, attribute_set_id)
        values (to_timestamp(${timeUs === null ? null : timeUs / 1_000_000}), ${offset}, ${team.organizationNo}, ${fileNo},
          ${chunkNo}, ${first + index + 1}, ${byteLength}, ${record.severityNumber ?? 9}, ${record.body ?? record.raw.trim()},
          ${record.rejectReason ?? null}, ${record.attributes ? sql.json(JSON.parse(JSON.stringify(record.attributes))) : null},
          ${record.attributeSetId ?? null})`;
      offset += byteLength;
    }
    byteOffset = offset;
  }
}
