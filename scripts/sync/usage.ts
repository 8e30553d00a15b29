import { parseArgs } from "node:util";
import type { z } from "zod";
import { type S3Connection, type S3Credentials, s3ConnectionSchema } from "#lib/model/s3-connection.ts";
import { type AwsEnv, readAws } from "#lib/platform/aws-env.ts";

export const USAGE = `Usage: npm run sync:s3 -- <source-bucket> [prefix] --to <endpoint> [--to-bucket B] [--wait S]

Copies the objects of a bucket whose keys begin with the prefix to another S3 server, such as LocalStack. Waits until
that answers, creates the bucket, leaves out what is equal there, and compares keys and sizes at the end.
  --to <endpoint>  such as http://localhost:4566
  --to-bucket B    the bucket there; named like the source when absent
  --wait S         seconds to wait until it answers (60)

The source is read with AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION and AWS_ENDPOINT, the
other server written with SYNC_TO_ACCESS_KEY_ID and SYNC_TO_SECRET_ACCESS_KEY (test and test when absent).
Exit code: 0, 1 when an object could not be copied, 2 for wrong use or no connection.`;

/** The command was used wrongly: the message, then the usage text, exit code 2. */
export class UsageError extends Error {}

export interface SyncPlace {
  connection: S3Connection;
  credentials: S3Credentials;
}

export interface SyncArguments {
  source: SyncPlace;
  target: SyncPlace;
  prefix: string;
  waitMs: number;
}

/** @throws UsageError; null when help is asked for */
export function readArguments(args: string[], env: NodeJS.ProcessEnv): SyncArguments | null {
  const { values, positionals } = parse(args);
  if (values.help) return null;
  const [bucket, prefix = "", ...rest] = positionals;
  if (bucket === undefined) throw new UsageError("Name the bucket to copy from.");
  if (rest.length > 0) throw new UsageError("Name one bucket and one prefix at most.");
  if (values.to === undefined) throw new UsageError("Name the endpoint to copy to: --to http://localhost:4566");
  const waitS = Number(values.wait ?? 60);
  if (!Number.isFinite(waitS) || waitS < 0) throw new UsageError("--wait needs a number of seconds.");
  const aws = awsOf(env);
  const source = {
    connection: connectionOf({ bucket, region: aws.region, endpoint: aws.endpoint }),
    credentials: aws.credentials,
  };
  const target = {
    connection: connectionOf({ bucket: values["to-bucket"] ?? bucket, region: aws.region, endpoint: values.to }),
    credentials: {
      accessKeyId: env.SYNC_TO_ACCESS_KEY_ID || "test",
      secretAccessKey: env.SYNC_TO_SECRET_ACCESS_KEY || "test",
      sessionToken: null,
    },
  };
  if (isSamePlace(source.connection, target.connection)) {
    throw new UsageError("This would copy the bucket to itself. Is AWS_ENDPOINT set to the server to copy to?");
  }
  return { source, target, prefix, waitMs: waitS * 1000 };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        to: { type: "string" },
        "to-bucket": { type: "string" },
        wait: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function awsOf(env: NodeJS.ProcessEnv): AwsEnv {
  const problems: string[] = [];
  const aws = readAws(env, problems);
  if (aws === null) problems.push("AWS_ACCESS_KEY_ID is missing.", "AWS_SECRET_ACCESS_KEY is missing.");
  if (aws === null || problems.length > 0) throw new UsageError(problems.join("\n"));
  return aws;
}

function connectionOf(given: z.input<typeof s3ConnectionSchema>): S3Connection {
  const parsed = s3ConnectionSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new UsageError(parsed.error.issues.map(({ message }) => message).join("\n"));
}

function isSamePlace(a: S3Connection, b: S3Connection): boolean {
  return a.endpoint === b.endpoint && a.bucket === b.bucket;
}
