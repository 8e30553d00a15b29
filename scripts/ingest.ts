import { resolve } from "node:path";
import { findFiles, type LocalFile } from "./ingest/find-files.ts";
import { limit } from "./ingest/limit.ts";
import { sendFile } from "./ingest/send-file.ts";
import { showProgress } from "./ingest/show-progress.ts";
import { type FileResult, isFailed, summaryJson, summaryText } from "./ingest/summary.ts";
import { findTarget, type Target } from "./ingest/target.ts";
import { uploadUrls } from "./ingest/upload-urls.ts";
import { type IngestArguments, readArguments, USAGE, UsageError } from "./ingest/usage.ts";
import { type Job, waitForJob } from "./ingest/wait-for-job.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const UPLOADS_AT_ONCE = 3;
/** Files sent or waited for at once: enough to fill the lanes, few enough to ask about. */
const FILES_AT_ONCE = 20;

async function main(): Promise<number> {
  assertNodeVersion();
  const options = readArguments(process.argv.slice(2));
  if (options.isHelp) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const found = await findFiles(options.paths, process.stdin);
  try {
    const target = await findTarget(process.env, (line) => process.stderr.write(`${line}\n`));
    try {
      return await ingestFiles(found.files, options, target);
    } finally {
      await target.close();
    }
  } finally {
    await found.cleanUp();
  }
}

async function ingestFiles(files: LocalFile[], options: IngestArguments, target: Target): Promise<number> {
  const progress = showProgress(process.stderr, !options.isJson);
  const uploads = limit(UPLOADS_AT_ONCE);
  const urlStorage = uploadUrls(resolve(process.env.SLUICE_STATE_DIR ?? ".sluice", "uploads.json"));
  const ingestOne = async (file: LocalFile): Promise<FileResult[]> => {
    const bar = progress.start(file.name);
    try {
      const { deployment, device, timeZone, format, lane } = options;
      const context = { deployment, device, timeZone, format, lane };
      const onProgress = bar.sent;
      const { jobId } = await uploads(() => sendFile(file, { target, context, urlStorage, onProgress }));
      const job = await waitForJob(target, jobId, ({ bytesDone, sizeBytes }) => bar.read(bytesDone, sizeBytes));
      return await resultsOf(file.name, job, target);
    } catch (error) {
      return [{ file: file.name, kind: "not-sent", message: error instanceof Error ? error.message : String(error) }];
    } finally {
      bar.done();
    }
  };
  const atOnce = limit(FILES_AT_ONCE);
  const print = options.isJson ? (result: FileResult) => `${summaryJson(result)}\n` : summaryText;
  const results = (await Promise.all(files.map((file) => atOnce(() => ingestOne(file))))).flat();
  progress.stop();
  for (const result of results) process.stdout.write(print(result));
  return results.some(isFailed) ? 1 : 0;
}

/** What became of a file; of an archive also of each file in it, once that has ended. */
async function resultsOf(file: string, job: Job, target: Target): Promise<FileResult[]> {
  const results: FileResult[] = [{ file, kind: "read", job, url: `${target.appUrl}/files/${job.jobId}` }];
  for (const { name, jobId } of job.members ?? []) {
    if (jobId === null) continue;
    const member = await waitForJob(target, jobId, () => {});
    results.push({ file: `${file}!/${name ?? ""}`, kind: "read", job: member, url: `${target.appUrl}/files/${jobId}` });
  }
  return results;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(error instanceof UsageError ? `${message}\n\n${USAGE}\n` : `${message}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
