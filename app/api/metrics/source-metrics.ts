import { Gauge, type Registry } from "prom-client";
import { SOURCE_OBJECT_STATES, SOURCE_RUN_STATES, type SourceMetrics } from "#lib/queries/read-metrics.ts";

const LABELS = ["source_id", "source", "kind"];

/** How far behind each source is, and what became of the objects it has seen. */
export function addSourceMetrics(registry: Registry, sources: readonly SourceMetrics[]): void {
  const gauge = (name: string, help: string, labelNames = LABELS) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const lag = gauge("sluice_source_lag_seconds", "How long the oldest object seen has not been taken; 0 = none waits.");
  const overdue = gauge("sluice_source_overdue_seconds", "How long a run that is due has not begun; 0 = none is due.");
  const failing = gauge("sluice_source_failing", "1 when the last run ended with an error.");
  const paused = gauge("sluice_source_paused", "1 while the source is paused.");
  const lastRun = gauge(
    "sluice_source_last_run_timestamp_seconds",
    "When the last run was, since 1970; absent before.",
  );
  const objects = gauge("sluice_source_objects", "Objects seen, by what became of them.", [...LABELS, "status"]);
  const runs = gauge("sluice_source_runs", "Runs on record, by how they ended.", [...LABELS, "status"]);
  for (const source of sources) {
    const labels = { source_id: source.sourceId, source: source.name, kind: source.kind };
    lag.set(labels, source.lagS);
    overdue.set(labels, source.overdueS);
    failing.set(labels, source.isFailing ? 1 : 0);
    paused.set(labels, source.isPaused ? 1 : 0);
    if (source.lastRunAtS !== null) lastRun.set(labels, source.lastRunAtS);
    for (const status of SOURCE_OBJECT_STATES) objects.set({ ...labels, status }, source.objects[status]);
    for (const status of SOURCE_RUN_STATES) runs.set({ ...labels, status }, source.runs[status]);
  }
}
