import { collectDefaultMetrics, Gauge, Registry } from "prom-client";
import { LANES } from "#lib/model/log-file.ts";
import type { Metrics } from "#lib/queries/read-metrics.ts";
import { durationHistogram } from "./duration-histogram.ts";
import { addSourceMetrics } from "./source-metrics.ts";

/** Prometheus text (version 0.0.4): the instance's figures from its database, and those of this process. */
export async function metricsText(metrics: Metrics): Promise<string> {
  const registry = new Registry();
  addQueueMetrics(registry, metrics);
  addFileMetrics(registry, metrics);
  durationHistogram(registry, metrics.files);
  addSourceMetrics(registry, metrics.sources);
  return await Registry.merge([registry, processRegistry()]).metrics();
}

export const METRICS_CONTENT_TYPE = Registry.PROMETHEUS_CONTENT_TYPE;

// Next may bundle this more than once, and the observers of a process are wanted once.
const PROCESS = Symbol.for("sluice.process-metrics");
type RegistryHolder = { [PROCESS]?: Registry };

function processRegistry(): Registry {
  const holder = globalThis as RegistryHolder;
  if (holder[PROCESS] === undefined) {
    holder[PROCESS] = new Registry();
    collectDefaultMetrics({ register: holder[PROCESS] });
  }
  return holder[PROCESS];
}

function addQueueMetrics(registry: Registry, { queue, lanes }: Metrics): void {
  const registers = [registry];
  const files = new Gauge({
    name: "sluice_queue_files",
    help: "Files in the queue.",
    labelNames: ["lane", "status"],
    registers,
  });
  const age = new Gauge({
    name: "sluice_queue_oldest_age_seconds",
    help: "How long the file that waits longest has waited; 0 when none waits.",
    labelNames: ["lane"],
    registers,
  });
  const slots = new Gauge({
    name: "sluice_lane_slots",
    help: "Files that a lane reads at the same time at most.",
    labelNames: ["lane"],
    registers,
  });
  const paused = new Gauge({
    name: "sluice_lane_paused",
    help: "1 while a lane starts nothing.",
    labelNames: ["lane"],
    registers,
  });
  for (const lane of LANES) {
    files.set({ lane, status: "waiting" }, queue[lane].waiting);
    files.set({ lane, status: "running" }, queue[lane].running);
    age.set({ lane }, (queue[lane].oldestWaitMs ?? 0) / 1000);
  }
  for (const lane of lanes) {
    slots.set({ lane: lane.lane }, lane.slots);
    paused.set({ lane: lane.lane }, lane.isPaused ? 1 : 0);
  }
}

function addFileMetrics(registry: Registry, { files, failures }: Metrics): void {
  const gauge = (name: string, help: string, labelNames: string[]) =>
    new Gauge({ name, help, labelNames, registers: [registry] });
  const byStatus = gauge("sluice_files", "Files by lane and status.", ["lane", "status"]);
  const retries = gauge("sluice_file_retries", "Attempts beyond the first of all files.", ["lane"]);
  const records = gauge("sluice_stored_records", "Records that were read and are kept.", ["lane"]);
  const rejects = gauge("sluice_stored_rejects", "Pieces that could not be read and are kept as text.", ["lane"]);
  const stored = gauge("sluice_stored_bytes", "Originals in storage, as they were sent.", ["lane"]);
  const content = gauge("sluice_content_bytes", "What was read from originals, decompressed.", ["lane"]);
  const failed = gauge("sluice_failed_files", "Files that failed and wait for somebody, by error code.", ["code"]);
  for (const { lane, state, ...row } of files) {
    byStatus.inc({ lane, status: state }, row.files);
    retries.inc({ lane }, row.retries);
    records.inc({ lane }, row.records);
    rejects.inc({ lane }, row.rejects);
    stored.inc({ lane }, row.storedBytes);
    content.inc({ lane }, row.contentBytes);
  }
  for (const { code, files: count } of failures) failed.set({ code }, count);
}
