import { z } from "zod";
import { laneSchema } from "./log-file.ts";
import { s3GivenSchema, withUsualWays } from "./s3-connection.ts";

export const SOURCE_KINDS = ["bucket", "s3", "folder", "custom"] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** What becomes of an object once its file was read: it stays, gets a tag (S3 alone), or goes. */
export const AFTER_READING = ["keep", "tag", "delete"] as const;

/** Keys whose first parts name the deployment and the device, with `*` for a part that says nothing. */
const keyPattern = z
  .string()
  .max(200)
  .regex(
    /^(<deployment>|<device>|\*|[^<>/*]+)(\/(<deployment>|<device>|\*|[^<>/*]+))*(\/\.\.\.)?$/,
    "It looks like <deployment>/<device>/... with * for a part that says nothing.",
  );

const globs = z
  .array(z.string().min(1).max(200, "A pattern has at most 200 characters."))
  .max(20, "At most 20 patterns.");
const name = z.string().trim().min(1).max(200, "A name has at most 200 characters.");
const INTERVAL = "A number with its unit, from 10 s to 7 days: 30 s, 5 min, 1 h; or nothing, to look only when asked.";
const RATE = "A number above 0; empty = no limit.";

const commonShape = {
  prefix: z.string().max(1024, "A prefix has at most 1,024 characters.").default(""),
  /** Globs on keys; none = all. */
  include: globs.default([]),
  exclude: globs.default([]),
  /** Objects from before are passed over, ISO time. */
  startAt: z.iso.datetime({ offset: true, error: "A day and a time, or nothing." }).nullable().default(null),
  fromKey: keyPattern.nullable().default(null),
  deployment: name.nullable().default(null),
  device: name.nullable().default(null),
  format: z.string().max(40).nullable().default(null),
  timeZone: z.string().max(60).nullable().default(null),
  lane: laneSchema.nullable().default(null),
  /** Seconds from one run to the next; null = it runs when it is asked to. */
  intervalS: z.number(INTERVAL).int(INTERVAL).min(10, INTERVAL).max(604_800, INTERVAL).nullable().default(300),
  after: z.enum(AFTER_READING).default("keep"),
  maxObjectsPerS: z.number(RATE).positive(RATE).max(10_000, "At most 10,000.").nullable().default(null),
  maxBytesPerS: z.number(RATE).int(RATE).min(1024, "At least 1 KB a second.").nullable().default(null),
};

const s3Definition = z.strictObject({
  connection: s3GivenSchema
    /** The source's own keys, or those of the server's environment, for the team that owns it. */
    .extend({ credentials: z.enum(["own", "environment"]).default("own") })
    .transform(withUsualWays),
  ...commonShape,
});
const bucketDefinition = z.strictObject({
  connection: z.strictObject({ bucket: z.literal("deployment-logs") }),
  ...commonShape,
  after: z.enum(["keep", "delete"]).default("keep"),
});
const folderDefinition = z.strictObject({
  connection: z.strictObject({ path: z.string().trim().min(1, "Name a folder of the server.").max(1024) }),
  ...commonShape,
  after: z.enum(["keep", "delete"]).default("keep"),
});
const customDefinition = z.strictObject({
  /** The storage backend of an extension, by its type, and what that wants to know. */
  connection: z.object({ type: z.string().min(1).max(40) }).catchall(z.json()),
  ...commonShape,
});

export const SOURCE_DEFINITIONS = {
  s3: s3Definition,
  bucket: bucketDefinition,
  folder: folderDefinition,
  custom: customDefinition,
} as const;

/** A source as it is defined; how it is doing is in its row and its runs. */
export type SourceDefinition =
  | ({ kind: "s3" } & z.output<typeof s3Definition>)
  | ({ kind: "bucket" } & z.output<typeof bucketDefinition>)
  | ({ kind: "folder" } & z.output<typeof folderDefinition>)
  | ({ kind: "custom" } & z.output<typeof customDefinition>);

/** Throws ZodError for what is no definition of this kind. */
export function parseSourceDefinition(kind: SourceKind, definition: unknown): SourceDefinition {
  switch (kind) {
    case "s3":
      return { kind, ...s3Definition.parse(definition) };
    case "bucket":
      return { kind, ...bucketDefinition.parse(definition) };
    case "folder":
      return { kind, ...folderDefinition.parse(definition) };
    case "custom":
      return { kind, ...customDefinition.parse(definition) };
  }
}

/** True when the source has a secret of its own. */
export function hasOwnSecret(definition: SourceDefinition): boolean {
  return definition.kind === "custom" || (definition.kind === "s3" && definition.connection.credentials === "own");
}

export const OBJECT_STATUSES = ["pending", "taken", "skipped", "failed"] as const;
export type ObjectStatus = (typeof OBJECT_STATUSES)[number];

export const RUN_TRIGGERS = ["interval", "person", "command", "event"] as const;
export type RunTrigger = (typeof RUN_TRIGGERS)[number];

/** Where a source found a file. */
export interface FoundIn {
  sourceId: string;
  name: string;
  key: string;
  /** From 1; the same key with other content is the next one. */
  version: number;
}
