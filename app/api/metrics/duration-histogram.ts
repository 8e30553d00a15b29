import type { Metric, Registry } from "prom-client";
import { LANES } from "#lib/model/log-file.ts";
import { DURATION_BUCKETS_S, type FileMetrics } from "#lib/queries/read-metrics.ts";

const NAME = "sluice_file_duration_seconds";

interface Sample {
  value: number;
  labels: Record<string, string | number>;
  metricName: string;
}

/** How long files were read, from rows that are counted already. */
export function durationHistogram(registry: Registry, files: readonly FileMetrics[]): void {
  const metric = {
    name: NAME,
    help: "From the first start of a file to its end, of all that were read to their end or failed.",
    type: "histogram",
    aggregator: "sum",
    values: LANES.flatMap((lane) =>
      samplesOf(
        lane,
        files.filter((row) => row.lane === lane),
      ),
    ),
  };
  registry.registerMetric(asMetric({ ...metric, get: async () => metric }));
}

/** The library's own histogram only takes single observations, but its registry takes whatever has `get`. */
function asMetric(counted: { name: string; get(): Promise<unknown> }): Metric {
  return counted as unknown as Metric;
}

function samplesOf(lane: string, rows: readonly FileMetrics[]): Sample[] {
  const upTo = (index: number) =>
    rows.reduce((sum, { bucket, files }) => sum + (bucket !== null && bucket <= index ? files : 0), 0);
  const count = upTo(DURATION_BUCKETS_S.length);
  const buckets = DURATION_BUCKETS_S.map((le, index) => ({
    metricName: `${NAME}_bucket`,
    labels: { le, lane },
    value: upTo(index),
  }));
  return [
    ...buckets,
    { metricName: `${NAME}_bucket`, labels: { le: "+Inf", lane }, value: count },
    { metricName: `${NAME}_sum`, labels: { lane }, value: rows.reduce((sum, row) => sum + row.durationS, 0) },
    { metricName: `${NAME}_count`, labels: { lane }, value: count },
  ];
}
