import { z } from "zod";
import { fileStatusSchema, laneSchema } from "#lib/model/log-file.ts";

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
  alert: z.object({
    id: z.string(),
    no: z.number(),
    state: z.enum(["open", "acknowledged", "resolved"]),
    title: z.string(),
    fileId: z.string().nullish(),
  }),
  deployment: z.object({ id: z.string(), status: z.string() }),
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
