import { randomUUID } from "node:crypto";
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

/** Runs `work` beside the two tables in the least form that is asked for, and takes all of it back. */
async function withSources(work: (tx: TransactionSql) => Promise<void>): Promise<void> {
  const done = sql.begin(async (tx) => {
    await tx`drop table if exists public.sources, public.source_objects cascade`;
    await tx`
      create table public.sources (id uuid primary key, name text not null, kind text not null, paused_at timestamptz,
        next_run_at timestamptz, last_run_at timestamptz, last_error jsonb)`;
    await tx`
      create table public.source_objects (source_id uuid not null references public.sources (id), status text not null,
        seen_at timestamptz not null)`;
    await work(tx);
    throw new Undo();
  });
  await expect(done).rejects.toThrow(Undo);
}

async function textOf(tx: TransactionSql): Promise<string> {
  const registry = new Registry();
  addSourceMetrics(registry, (await loadSourceMetrics(tx)) ?? []);
  return await registry.metrics();
}

describe("metrics of sources", () => {
  it("are absent on a database without sources", async () => {
    const done = sql.begin(async (tx) => {
      await tx`drop table if exists public.sources cascade`;
      expect(await loadSourceMetrics(tx)).toBeNull();
      throw new Undo();
    });
    await expect(done).rejects.toThrow(Undo);
  });

  it("tell how far behind a source is and what became of its objects", () =>
    withSources(async (tx) => {
      const id = randomUUID();
      await tx`
        insert into public.sources values
          (${id}, 'nightly', 's3', null, now() - interval '30 seconds', '2026-11-01T00:00:00Z', '{"code": "unavailable"}')`;
      await tx`
        insert into public.source_objects values (${id}, 'pending', now() - interval '90 seconds'),
          (${id}, 'pending', now()), (${id}, 'taken', now() - interval '1 day'), (${id}, 'skipped', now()),
          (${id}, 'failed', now() - interval '1 hour')`;
      const text = await textOf(tx);
      const labels = `source_id="${id}",source="nightly",kind="s3"`;
      for (const line of [
        `sluice_source_lag_seconds{${labels}} 90`,
        `sluice_source_overdue_seconds{${labels}} 30`,
        `sluice_source_failing{${labels}} 1`,
        `sluice_source_paused{${labels}} 0`,
        `sluice_source_last_run_timestamp_seconds{${labels}} 1793491200`,
        `sluice_source_objects{${labels},status="pending"} 2`,
        `sluice_source_objects{${labels},status="taken"} 1`,
        `sluice_source_objects{${labels},status="skipped"} 1`,
        `sluice_source_objects{${labels},status="failed"} 1`,
      ]) {
        expect(text.split("\n")).toContain(line);
      }
    }));

  it("say nothing overdue of a paused source, and nothing of a run that never was", () =>
    withSources(async (tx) => {
      const id = randomUUID();
      await tx`
        insert into public.sources (id, name, kind, paused_at, next_run_at)
        values (${id}, 'off', 'folder', now(), now() - interval '1 day')`;
      const text = await textOf(tx);
      expect(text).toMatch(/sluice_source_overdue_seconds\{.*\} 0\n/);
      expect(text).toMatch(/sluice_source_lag_seconds\{.*\} 0\n/);
      expect(text).toMatch(/sluice_source_paused\{.*\} 1\n/);
      expect(text).not.toContain("sluice_source_last_run_timestamp_seconds{");
    }));
});
