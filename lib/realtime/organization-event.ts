import { z } from "zod";
import { fileStatusSchema, laneSchema } from "#lib/model/log-file.ts";

const alertState = z.enum(["open", "acknowledged", "resolved"]);

// What the triggers of the database send: ids and small facts; everything else is fetched.
const schemas = {
  file: z.object({ id: z.string(), status: fileStatusSchema, lane: laneSchema, deploymentId: z.string().nullish() }),
  progress: z.object({
    id: z.string(),
    bytesDone: z.number(),
    recordCount: z.number(),
    rejectCount: z.number(),
    recordsPerS: z.number().nullish(),
  }),
  /** Raised. Everything its toast shows. */
  alert: z.object({
    id: z.string(),
    no: z.number(),
    state: alertState,
    title: z.string(),
    subject: z.string().nullish(),
    cause: z.string().nullish(),
    lane: laneSchema.default("high"),
    fileId: z.string().nullish(),
    recordNumber: z.number().nullish(),
    code: z.string().nullish(),
    deployment: z.string().nullish(),
    createdAtMs: z.number().nullish(),
    isMuted: z.boolean().default(false),
  }),
  /** Alerts of a cause were acknowledged, resolved or reopened; `ids` are at most 100 of the `count`. */
  "alert-state": z.object({ cause: z.string(), state: alertState, count: z.number(), ids: z.array(z.string()) }),
  "alert-mute": z.object({ cause: z.string(), isMuted: z.boolean() }),
  deployment: z.object({ id: z.string(), status: z.string() }),
  /** Somebody joined, left or got another role; without `userId` an invitation was made or ended. */
  member: z.object({ userId: z.string().nullish() }),
  /** A lane was paused, resumed or got other limits. */
  lane: z.object({ lane: laneSchema }),
  /** The team's lane rules were saved. */
  "lane-rules": z.object({ version: z.number() }),
  /** One of the team's own formats was saved or retired. */
  formats: z.object({ format: z.string(), version: z.number() }),
  /** A source was changed, saw something new or ended a run. */
  source: z.object({ id: z.string() }),
} as const;

type Schemas = typeof schemas;
export type OrganizationEvent = {
  [Name in keyof Schemas]: { name: Name } & z.output<Schemas[Name]>;
}[keyof Schemas];

/** One broadcast of `org:<id>`, or null for what this version does not know: an older tab must survive a newer server. */
export function organizationEvent(name: string, payload: unknown): OrganizationEvent | null {
  if (!Object.hasOwn(schemas, name)) return null;
  const parsed = schemas[name as keyof Schemas].safeParse(payload);
  return parsed.success ? ({ name, ...parsed.data } as OrganizationEvent) : null;
}
