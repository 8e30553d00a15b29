import { z } from "zod";

/** Where a bucket is and how its server likes to be asked. */
export const s3ConnectionSchema = z.strictObject({
  bucket: z.string().min(1).max(255),
  region: z.string().min(1).max(60).default("us-east-1"),
  /** Null = AWS itself. */
  endpoint: z
    .url({ protocol: /^https?$/ })
    .max(400)
    .nullable()
    .default(null),
  forcePathStyle: z.boolean().default(false),
  checksums: z.enum(["when_supported", "when_required"]).default("when_supported"),
  /** SQS queue with the bucket's event notifications. */
  queueUrl: z
    .url({ protocol: /^https?$/ })
    .max(400)
    .nullable()
    .default(null),
});
export type S3Connection = z.output<typeof s3ConnectionSchema>;
