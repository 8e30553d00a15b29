import { z } from "zod";
import { FILE_SOURCES, laneSchema } from "./log-file.ts";

export const MAX_LANE_RULES = 100;
const MAX_ALTERNATIVES = 50;

/** Severities that a quick scan of a file's start and end can look for: at least this. */
export const SCAN_SEVERITIES = ["warn", "error", "fatal"] as const;
export type ScanSeverity = (typeof SCAN_SEVERITIES)[number];

/** What must stand in a file's start or end: any of the texts or patterns. */
const contentSchema = z
  .strictObject({
    /** Case does not matter. */
    texts: listOf(200, "text").optional(),
    /** RE2: linear time, no lookahead or backreference; case does not matter unless `(?-i)` is set, `^` and `$` are lines'. */
    patterns: listOf(500, "pattern").optional(),
    /** Values of a pattern's first group with which a match does not count: exit codes that are no failure. */
    except: listOf(60, "value").optional(),
    /** "end" = where the file is too long to be seen whole, only its end counts. */
    where: z.enum(["any", "end"]).optional(),
  })
  .refine(({ texts, patterns }) => texts !== undefined || patterns !== undefined, "needs a text or a pattern");

/** All parts must hold; of a part's alternatives one. An absent part holds for every file. */
export const laneConditionSchema = z
  .strictObject({
    /** Ids of formats. */
    formats: listOf(60, "format").optional(),
    /** Globs (`*`, `?`, `[ab]`) of the file's name, of its whole path where they have a slash; case does not matter. */
    names: listOf(200, "name").optional(),
    sources: z.array(z.enum(FILE_SOURCES)).min(1, "needs a source").optional(),
    /** Globs. */
    deployments: listOf(200, "deployment").optional(),
    /** Globs. */
    devices: listOf(200, "device").optional(),
    severity: z.enum(SCAN_SEVERITIES).optional(),
    /** Of Windows events. */
    eventIds: z
      .array(z.number("must be event ids from 0 to 65535").int().min(0).max(65_535))
      .min(1, "needs an event id")
      .max(MAX_ALTERNATIVES)
      .optional(),
    content: contentSchema.optional(),
    /** Size as stored. */
    minBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
    maxBytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  })
  .refine((condition) => Object.values(condition).some((part) => part !== undefined), "needs at least one condition")
  .refine(
    ({ minBytes, maxBytes }) => minBytes === undefined || maxBytes === undefined || minBytes <= maxBytes,
    "the smallest size must not exceed the largest",
  );
export type LaneCondition = z.output<typeof laneConditionSchema>;

export const laneRuleSchema = z.strictObject({
  id: z.string().min(1).max(60),
  name: sentence("name", 80),
  lane: laneSchema,
  condition: laneConditionSchema,
  /** Ends the sentence "High, because ..."; also begins what is said of a file. */
  because: sentence("reason", 200),
  isOn: z.boolean(),
});
export type LaneRule = z.output<typeof laneRuleSchema>;

/** Where a file goes that no rule is for; it can't be removed. */
export const otherwiseSchema = z.strictObject({ lane: laneSchema, because: sentence("reason", 200) });

/** The rules of an organisation: the first that matches decides. */
export const laneRulesSchema = z.strictObject({
  rules: z.array(laneRuleSchema).max(MAX_LANE_RULES, `must not be more than ${MAX_LANE_RULES}`),
  otherwise: otherwiseSchema,
});
export type LaneRules = z.output<typeof laneRulesSchema>;

function listOf(longest: number, what: string) {
  return z
    .array(z.string().min(1, `an empty ${what} would match everything`).max(longest))
    .min(1, `needs a ${what}`)
    .max(MAX_ALTERNATIVES, `must not have more than ${MAX_ALTERNATIVES} of them`);
}

function sentence(what: string, longest: number) {
  return z
    .string()
    .trim()
    .min(1, `the ${what} must not be empty`)
    .max(longest, `the ${what} must have at most ${longest} characters`);
}
