import { z } from "zod";

export const s3RegionSchema = z.string().regex(/^[a-z0-9-]{1,40}$/i, "A region looks like eu-central-1.");

const httpUrl = (what: string) => z.url({ protocol: /^https?$/, message: `${what} must be an http or https URL.` });

const endpointSchema = httpUrl("The endpoint").refine(isOrigin, {
  message: "The endpoint is scheme, host and port only, such as https://s3.example.com: bucket and key go elsewhere.",
  abort: true,
});

/** What is said of a bucket; see `withUsualWays`. */
export const s3GivenSchema = z.strictObject({
  bucket: z
    .string()
    .trim()
    // Older buckets of Amazon's, and other servers, have capitals and underscores.
    .regex(/^[A-Za-z0-9][\w.-]{1,253}[A-Za-z0-9]$/, "A bucket's name has 3 or more letters, digits, dots and hyphens."),
  region: s3RegionSchema.default("us-east-1"),
  /** Null = Amazon's own. */
  endpoint: endpointSchema
    .transform((url) => new URL(url).origin)
    .nullable()
    .default(null),
  /** https://host/bucket/key instead of https://bucket.host/key. */
  forcePathStyle: z.boolean().optional(),
  /** Whether uploads carry, and downloads are checked against, checksums that not all servers know. */
  checksums: z.enum(["when_supported", "when_required"]).optional(),
  /** An SQS queue that the bucket's event notifications go to; null = the bucket is listed. */
  queueUrl: httpUrl("The queue").nullable().default(null),
});

/** What is not said of how a server is spoken to follows from its endpoint. */
export function withUsualWays<Given extends z.output<typeof s3GivenSchema>>(given: Given) {
  const isAmazon = given.endpoint === null;
  return {
    ...given,
    forcePathStyle: given.forcePathStyle ?? !isAmazon,
    checksums: given.checksums ?? (isAmazon ? ("when_supported" as const) : ("when_required" as const)),
  };
}

/** Where a bucket is and how its server is spoken to. */
export const s3ConnectionSchema = s3GivenSchema.transform(withUsualWays);
export type S3Connection = z.output<typeof s3ConnectionSchema>;

/** A key of the server's; secret from the moment it is entered. */
export const s3CredentialsSchema = z.strictObject({
  accessKeyId: z.string().trim().min(1, "The access key id is missing.").max(256, "An access key id is shorter."),
  secretAccessKey: z.string().trim().min(1, "The secret access key is missing.").max(1024, "A secret key is shorter."),
  /** Of a temporary key only. */
  sessionToken: z.string().trim().min(1).max(8192).nullable().default(null),
});
export type S3Credentials = z.output<typeof s3CredentialsSchema>;

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { username, password, pathname, search, hash } = new URL(text);
  return [username, password, search, hash].every((part) => part === "") && pathname === "/";
}
