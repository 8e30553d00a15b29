import { z } from "zod";
import { type S3Credentials, s3RegionSchema } from "#lib/model/s3-connection.ts";
import { endpointOf, type PrivateEndpoints, parsePrivateEndpoints } from "./private-address.ts";

/** The S3 account in the environment. */
export interface AwsEnv {
  region: string;
  /** Null = Amazon's own. */
  endpoint: string | null;
  credentials: S3Credentials;
  /** AWS_S3_BUCKET: read when nothing else is named. */
  bucket: string | null;
  /** AWS_S3_KEY: the prefix of the keys in it; "" = all. */
  prefix: string;
}

type Values = Readonly<Record<string, string | undefined>>;

/**
 * AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN, AWS_REGION (us-east-1), AWS_ENDPOINT, AWS_S3_BUCKET and
 * AWS_S3_KEY. Null when none but the region is set, which hosts set by themselves; what is wrong goes to `problems`.
 */
export function readAws(values: Values, problems: string[]): AwsEnv | null {
  const accessKeyId = given(values, "AWS_ACCESS_KEY_ID");
  const secretAccessKey = given(values, "AWS_SECRET_ACCESS_KEY");
  const endpoint = readEndpoint(values, problems);
  const bucket = given(values, "AWS_S3_BUCKET");
  if (accessKeyId === null && secretAccessKey === null && endpoint === null && bucket === null) return null;
  if (accessKeyId === null) problems.push("AWS_ACCESS_KEY_ID is missing.");
  if (secretAccessKey === null) problems.push("AWS_SECRET_ACCESS_KEY is missing.");
  const region = given(values, "AWS_REGION") ?? "us-east-1";
  if (!s3RegionSchema.safeParse(region).success) problems.push("AWS_REGION must be a region such as eu-central-1.");
  const sessionToken = given(values, "AWS_SESSION_TOKEN");
  const credentials = { accessKeyId: accessKeyId ?? "", secretAccessKey: secretAccessKey ?? "", sessionToken };
  return { region, endpoint, credentials, bucket, prefix: given(values, "AWS_S3_KEY") ?? "" };
}

/** SLUICE_PRIVATE_ENDPOINTS, and the host and port of AWS_ENDPOINT. */
export function readPrivateEndpoints(values: Values, problems: string[]): PrivateEndpoints {
  const listed = parsePrivateEndpoints(values.SLUICE_PRIVATE_ENDPOINTS ?? "");
  if (listed === null) {
    problems.push("SLUICE_PRIVATE_ENDPOINTS must be *, or hosts and host:port entries with commas between them.");
  }
  const endpoint = readEndpoint(values, []);
  if (listed === "all" || endpoint === null) return listed ?? [];
  return [...(listed ?? []), endpointOf(endpoint)];
}

function readEndpoint(values: Values, problems: string[]): string | null {
  const endpoint = given(values, "AWS_ENDPOINT");
  if (endpoint === null || z.url({ protocol: /^https?$/ }).safeParse(endpoint).success) return endpoint;
  problems.push("AWS_ENDPOINT must be an http or https URL.");
  return null;
}

function given(values: Values, name: string): string | null {
  return values[name]?.trim() || null;
}
