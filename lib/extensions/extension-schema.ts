import { z } from "zod";

const name = z
  .string()
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens")
  .max(40);
const method = z.custom((value) => typeof value === "function", "must be a function");

/** The shape of what a module exports as `extension`; methods may come from a class. */
export const extensionSchema = z.strictObject({
  processors: z
    .array(
      z.looseObject({
        name,
        version: z.int().min(1),
        formats: z.array(z.string().min(1)).min(1),
        organizationId: z.guid().optional(),
        process: method,
      }),
    )
    .optional(),
  storage: z
    .array(
      z.looseObject({
        type: name.refine((type) => !["s3", "bucket", "folder"].includes(type), "is a kind of Sluice's own"),
        isForEveryTeam: z.boolean().optional(),
        open: method,
      }),
    )
    .optional(),
  queues: z.array(z.looseObject({ name, open: method })).optional(),
});
