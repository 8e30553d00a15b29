import { Registry } from "prom-client";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { connect, type Sql, type TransactionSql } from "#lib/platform/database.ts";
import { loadSourceMetrics } from "#lib/store/load-source-metrics.ts";
import { addSourceMetrics } from "./source-metrics.ts";

let sql: Sql;
beforeAll(() => {
  sql = connect({ url: inject("databaseUrl"), maxConnections: 1 });
});
afterAll(() => sql.end({ timeout: 2 }));

class Undo extends Error {}

interface Added {
  sourceId: string;
  organizationId: string;
  labels: string;
}

/** The metrics' text of a source that `work` changes, in one moment of the database that is taken back. */
async function textOf(kind: string, work: (tx: TransactionSql, added: Added) => Promise<unknown>): Promise<string[]> {
  let lines: string[] = [];
  const done = sql.begin(async (tx) => {
    const [row] = await tx<Added[]>`
      with team as (insert into public.organizations (name) values ('Sources') returning id)
      insert into public.sources (organization_id, name, kind, definition) select id, 'nightly', ${kind}, '{}' from team
      returning id as "sourceId", organization_id as "organizationId"`;
    if (!row) throw new Error("No source was added.");
    const labels = `source_id="${row.sourceId}",source="nightly",kind="${kind}"`;
    await work(tx, { ...row, labels });
    const registry = new Registry();
    addSourceMetrics(registry, await loadSourceMetrics(tx));
    const text = await registry.metrics();
    lines = text.split("\n").map((line) => line.replace(labels, "it"));
    throw new Undo();
  });
  await expect(done).rejects.toThrow(Undo);
  return lines;
}

describe("metrics of sources", () => {
  it("tell how far behind a source is and what became of its objects", async () => {
    const lines = await textOf("s3", async (tx, { sourceId, organizationId }) => {
      await tx`
        update public.sources set next_run_at = now() - interval '30 seconds', last_run_at = '2026-11-01T00:00:00Z',
          last_error = '{"code": "unavailable"}' where id = ${sourceId}`;
      await tx`
        insert into public.source_objects
          (organization_id, source_id, store, object_key, etag, size_bytes, sort_at, status, seen_at)
        select ${organizationId}, ${sourceId}, 's3://x/y', 'key-' || no, 'etag', 1, now(), status, now() - age
        from (values (1, 'pending', interval '90 seconds'), (2, 'pending', '0'), (3, 'taken', '1 day'),
          (4, 'skipped', '0'), (5, 'failed', '1 hour')) o (no, status, age)`;
      await tx`
        insert into public.source_runs (organization_id, source_id, trigger, instance, status)
        select ${organizationId}, ${sourceId}, 'interval', 'test', status
        from unnest(array['completed', 'completed', 'completed', 'held', 'held', 'failed']) status`;
    });
    expect(lines).toEqual(
      expect.arrayContaining([
        "sluice_source_lag_seconds{it} 90",
        "sluice_source_overdue_seconds{it} 30",
        "sluice_source_failing{it} 1",
        "sluice_source_paused{it} 0",
        "sluice_source_last_run_timestamp_seconds{it} 1793491200",
        'sluice_source_objects{it,status="pending"} 2',
        'sluice_source_objects{it,status="taken"} 1',
        'sluice_source_objects{it,status="skipped"} 1',
        'sluice_source_objects{it,status="failed"} 1',
        'sluice_source_runs{it,status="running"} 0',
        'sluice_source_runs{it,status="completed"} 3',
        'sluice_source_runs{it,status="held"} 2',
        'sluice_source_runs{it,status="failed"} 1',
      ]),
    );
  });

  it("say nothing overdue of a paused source, and nothing of a run that never was", async () => {
    const lines = await textOf("folder", (tx, { sourceId }) => {
      return tx`
        update public.sources set paused_at = now(), next_run_at = now() - interval '1 day' where id = ${sourceId}`;
    });
    expect(lines).toEqual(
      expect.arrayContaining([
        "sluice_source_overdue_seconds{it} 0",
        "sluice_source_lag_seconds{it} 0",
        "sluice_source_paused{it} 1",
        "sluice_source_failing{it} 0",
      ]),
    );
    expect(lines.some((line) => line.startsWith("sluice_source_last_run_timestamp_seconds{it}"))).toBe(false);
  });
});
