import { zstdCompressSync } from "node:zlib";
import { afterAll, expect, inject, test } from "vitest";
import { evtxFile } from "#lib/formats/events/evtx.test-kit.ts";
import { laptopEvents } from "#lib/formats/events/evtx-events.test-kit.ts";
import { readAll } from "#lib/parse/read-all.test-kit.ts";
import { connect } from "#lib/platform/database.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { findFileRef } from "./file-ref.ts";
import { readRawRecord } from "./read-raw-record.ts";
import { createFile, createTeam } from "./stored-file.test-kit.ts";

const sql = connect({ url: inject("databaseUrl") });
afterAll(() => sql.end());

test("a record of an event log shows its exact bytes, and as text its XML", async () => {
  const team = await createTeam(sql, "Event readers");
  const file = await createFile(sql, team, { format: "evtx", encoding: "binary", name: "Application.evtx" });
  const { batches, records } = await readAll({ source: bytesSource(evtxFile([laptopEvents()])) });
  const [batch] = batches;
  const record = records[3];
  if (!batch || !record) throw new Error("The log has no such record.");
  await sql`
    insert into logs.log_chunks (file_no, chunk_no, organization_no, first_record_no, record_count, byte_offset,
      byte_length, level_counts, bytes)
    values (${file.no}, 0, ${team.organizationNo}, 1, ${batch.records.length}, 0, ${batch.bytes.length},
      ${[0, 0, 0, batch.records.length, 0, 0, 0, 0]}, ${zstdCompressSync(batch.bytes)})`;
  const { bytes, text } = await team.asMember(async (tx) =>
    readRawRecord(tx, await findFileRef(tx, file.id), { chunkNo: 0, ...record }),
  );
  expect(Buffer.from(bytes).subarray(0, 4).toString("latin1")).toBe("**\0\0");
  expect(text).toContain('<Provider Name="Microsoft-Windows-WindowsUpdateClient"/>');
  expect(text).toContain('<Data Name="errorCode">0x80070643</Data>');
});
