import { AppError } from "#lib/errors.ts";
import { openS3, type S3Bucket } from "#lib/platform/s3.ts";
import { assertNodeVersion } from "./stack/node-version.ts";
import { type CopyResult, copyObjects, findDifferences } from "./sync/copy-objects.ts";
import { prepareBucket } from "./sync/prepare-bucket.ts";
import { readArguments, type SyncArguments, USAGE, UsageError } from "./sync/usage.ts";

const OBJECTS_AT_ONCE = 8;
const PROGRESS_MS = 2000;
const SHOWN_KEYS = 20;

async function main(): Promise<number> {
  assertNodeVersion();
  const options = readArguments(process.argv.slice(2), process.env);
  if (options === null) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  // Whoever runs this decides where it connects to.
  const open = (place: SyncArguments["source"]) =>
    openS3(place.connection, place.credentials, { privateEndpoints: "all" });
  const source = open(options.source);
  const target = open(options.target);
  try {
    return await sync(source, target, options);
  } finally {
    source.close();
    target.close();
  }
}

async function sync(source: S3Bucket, target: S3Bucket, { prefix, waitMs }: SyncArguments): Promise<number> {
  // A wrong key or name shows before anything is made there.
  await source.listPage({ prefix, maxKeys: 1 });
  const { endpoint, bucket } = target.connection;
  await prepareBucket(target, waitMs, () => tell(`Waiting for ${endpoint} to answer.`));
  const result = await copyObjects({
    ...{ source, target, prefix },
    atOnce: OBJECTS_AT_ONCE,
    retryDelayMs: 500,
    onProgress: progressTeller(),
  });
  for (const { key, message } of result.failures.slice(0, SHOWN_KEYS)) {
    tell(`Not copied: ${JSON.stringify(key)}: ${message}`);
  }
  const { missing, different } = await findDifferences(target, prefix, result.sizes);
  for (const key of missing.slice(0, SHOWN_KEYS)) tell(`Missing in ${bucket}: ${JSON.stringify(key)}`);
  for (const key of different.slice(0, SHOWN_KEYS)) tell(`Another size in ${bucket}: ${JSON.stringify(key)}`);
  const isVerified = missing.length === 0 && different.length === 0;
  const summary = {
    sync: "s3",
    objects: result.sizes.size,
    bytes: [...result.sizes.values()].reduce((sum, size) => sum + size, 0),
    copied: result.copied,
    copied_bytes: result.copiedBytes,
    skipped: result.skipped,
    failed: result.failures.length,
    missing: missing.length,
    different: different.length,
    verified: isVerified,
  };
  process.stdout.write(`${JSON.stringify(summary)}\n`);
  return isVerified && result.failures.length === 0 ? 0 : 1;
}

function progressTeller(): (soFar: CopyResult) => void {
  let toldMs = Date.now();
  return ({ copied, copiedBytes, skipped, failures }) => {
    if (Date.now() - toldMs < PROGRESS_MS) return;
    toldMs = Date.now();
    tell(`${copied} copied (${(copiedBytes / 1e6).toFixed(1)} MB), ${skipped} equal, ${failures.length} failed`);
  };
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    tell(error instanceof Error ? error.message : String(error));
    if (error instanceof UsageError) tell(`\n${USAGE}`);
    process.exitCode = error instanceof UsageError || error instanceof AppError ? 2 : 1;
  },
);
