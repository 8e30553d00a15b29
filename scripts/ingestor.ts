import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "pino";
import { type Collected, collectOnce } from "#lib/collect/collect.ts";
import type { Only } from "#lib/collect/collect-ports.ts";
import { type Collector, openCollector } from "#lib/collect/open-collector.ts";
import { commandSource } from "#lib/collect/process-files.ts";
import { AppError } from "#lib/errors.ts";
import { InvalidEnvironmentError } from "#lib/platform/env.ts";
import { findSourcesNamed, readCollected, requireSources } from "#lib/store/server-sources.ts";
import { applyEnvironment } from "./ingestor/apply-environment.ts";
import { collectLog, openLog } from "./ingestor/log.ts";
import { type IngestorArguments, readIngestorArguments, USAGE, UsageError } from "./ingestor/usage.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const FAILED = 1;
const UNUSABLE = 2;

async function main(): Promise<number> {
  assertNodeVersion();
  const options = readIngestorArguments(process.argv.slice(2), process.env);
  if (options.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const log = openLog();
  await applyEnvironment();
  const ending = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      log.info({ signal }, "ending");
      ending.abort();
    });
  }
  const collector = await openCollector({ log: collectLog(log), isEnding: () => ending.signal.aborted });
  try {
    await requireDatabase(collector);
    const only = await meant(options, collector);
    return options.isOnce ? await once(only, collector, log) : await forEver(only, options, { collector, log, ending });
  } finally {
    await collector.close();
  }
}

async function requireDatabase({ ports }: Collector): Promise<void> {
  try {
    await requireSources(ports.sql);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(
      /relation .* does not exist/.test(why)
        ? "The database has not this version's tables. Apply the migrations first (see the deployment guide)."
        : `The database can't be reached: ${why}`,
    );
  }
}

/** The sources to run; null = all that are due. */
async function meant({ source, bucket, prefix }: IngestorArguments, { ports }: Collector): Promise<Only> {
  if (bucket !== null) return [await commandSource(ports.sql, { bucket, prefix })];
  if (source === null) return null;
  const found = await findSourcesNamed(ports.sql, source);
  if (found.length === 0) throw new UsageError(`There is no source named "${source}". Settings / Sources lists them.`);
  if (found.length > 1)
    throw new UsageError(`${found.length} teams have a source "${source}". Name it by its id: ${found.join(", ")}.`);
  return found;
}

async function once(only: Only, { ports, files }: Collector, log: Logger): Promise<number> {
  const done = await collectOnce({ only, trigger: "command" }, ports, files);
  return await told(done, ports.sql, log);
}

async function forEver(
  only: Only,
  { intervalS }: IngestorArguments,
  { collector, log, ending }: { collector: Collector; log: Logger; ending: AbortController },
): Promise<number> {
  const { ports, files } = collector;
  while (!ending.signal.aborted) {
    try {
      const done = await collectOnce({ only, trigger: only === null ? "interval" : "command" }, ports, files);
      if (done.runs.length > 0 || done.taken > 0) await told(done, ports.sql, log);
    } catch (error) {
      if (!(error instanceof AppError && error.isRetryable)) throw error;
      log.error({ message: error.message }, "round failed");
    }
    await delay(intervalS * 1000, undefined, { signal: ending.signal }).catch(() => undefined);
  }
  return 0;
}

/** Says what a round did, and gives the exit code for it. */
async function told(done: Collected & { left: number }, sql: Collector["ports"]["sql"], log: Logger): Promise<number> {
  const files = await readCollected(sql, done.fileIds);
  const failedFiles = files.filter(({ status }) => status === "failed");
  const unfinished = files.filter(({ status }) => status === "pending" || status === "processing").length;
  const failedRuns = done.runs.filter(({ status }) => status === "failed");
  for (const { fileId, name, error } of failedFiles) log.error({ fileId, name, message: error }, "file failed");
  const { taken, skipped, failed, left, bytes } = done;
  const records = files.reduce((sum, file) => sum + file.records, 0);
  log.info(
    {
      sources: done.runs.length,
      failedSources: failedRuns.length,
      taken,
      skipped,
      failed,
      left,
      bytes,
      records,
      failedFiles: failedFiles.length,
      // Another instance reads them.
      unfinished,
    },
    "round ended",
  );
  if (failedRuns.length > 0 && failedRuns.length === done.runs.length && taken === 0) return UNUSABLE;
  return failedRuns.length + failed + left + failedFiles.length > 0 ? FAILED : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isKnown =
      error instanceof UsageError || error instanceof InvalidEnvironmentError || error instanceof AppError;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${message}\n${error instanceof UsageError ? `\n${USAGE}\n` : ""}`);
    if (!isKnown) process.stderr.write("This is a fault of Sluice itself; please report it with this message.\n");
    process.exitCode = UNUSABLE;
  },
);
