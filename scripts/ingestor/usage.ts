import { parseArgs } from "node:util";

export const USAGE = `Usage: npm run ingestor -- [--once] [--source NAME | --bucket B [--prefix P]] [--interval SECONDS]

Lists sources, takes what is new in and reads it in this process, beside any other instance on the same database.
  --once           does what is due and ends: for a CronJob
  --source NAME    the source of this name (or id) alone, due or not
  --bucket B       a bucket, with the keys of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (AWS_REGION, AWS_ENDPOINT);
                   AWS_S3_BUCKET where no source and no bucket is named
  --prefix P       of the keys in it; AWS_S3_KEY where none is named
  --interval S     seconds between the rounds when it runs for ever (default 15)

Reads DATABASE_URL, SUPABASE_URL and their keys (see the deployment guide), or finds the Sluice that runs on this
machine. LOG_LEVEL is error, warn, info, debug or trace. SIGTERM ends it within 10 s.
Exit code: 0 all done, 1 something failed or could not be taken, 2 wrong use or no connection.`;

/** The command was used wrongly: the message, then the usage text, exit code 2. */
export class UsageError extends Error {}

export interface IngestorArguments {
  isOnce: boolean;
  isHelp: boolean;
  source: string | null;
  bucket: string | null;
  prefix: string;
  intervalS: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** @throws UsageError */
export function readIngestorArguments(args: string[], environment: Environment): IngestorArguments {
  const values = parse(args);
  const source = values.source ?? null;
  if (source !== null && values.bucket !== undefined) {
    throw new UsageError("Name a source or a bucket, not both: a source knows its bucket.");
  }
  if (source !== null && values.prefix !== undefined) throw new UsageError("--prefix goes with --bucket.");
  const bucket = source !== null ? null : (values.bucket ?? (environment.AWS_S3_BUCKET?.trim() || null));
  if (values.prefix !== undefined && bucket === null) throw new UsageError("--prefix needs --bucket.");
  const intervalS = Number(values.interval ?? 15);
  if (!(intervalS >= 1 && intervalS <= 86_400)) throw new UsageError("--interval must be 1 to 86400 seconds.");
  return {
    isOnce: values.once ?? false,
    isHelp: values.help ?? false,
    source,
    bucket,
    prefix: values.prefix ?? (environment.AWS_S3_KEY?.trim() || ""),
    intervalS,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        once: { type: "boolean" },
        source: { type: "string" },
        bucket: { type: "string" },
        prefix: { type: "string" },
        interval: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
