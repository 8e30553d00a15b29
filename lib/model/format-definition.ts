import { z } from "zod";
import { laneSchema } from "./log-file.ts";
import { SEVERITY_LEVELS } from "./severity.ts";

export const MAX_PATTERN_CHARACTERS = 2000;
const MAX_GLOBS = 20;
const MAX_LEVELS = 60;

const patternSchema = z
  .string()
  .min(1, "the pattern must not be empty")
  .max(MAX_PATTERN_CHARACTERS, `the pattern must have at most ${MAX_PATTERN_CHARACTERS} characters`)
  .regex(/^[^\r\n]*$/, "the pattern must be one line; use the multi-line rule for records of several lines");

/** What makes lines one record. */
export const multiLineSchema = z.discriminatedUnion("kind", [
  /** Every line is a record. */
  z.strictObject({ kind: z.literal("none") }),
  /** A record runs up to the next line in which the pattern is found. */
  z.strictObject({ kind: z.literal("starts"), pattern: patternSchema }),
  /** A line in which the pattern is found belongs to the record before it. */
  z.strictObject({ kind: z.literal("continues"), pattern: patternSchema }),
  /** A line that the format's own pattern does not match belongs to the record before it. */
  z.strictObject({ kind: z.literal("unmatched") }),
]);

/** A log format that people describe themselves; see docs/formats.md. */
export const formatDefinitionSchema = z.strictObject({
  /** Names the format in files, filters and rules; never changes. */
  id: z
    .string()
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "must be lower-case letters, digits and single hyphens")
    .max(40, "must have at most 40 characters"),
  name: z
    .string()
    .trim()
    .min(1, "the name must not be empty")
    .max(80, "the name must have at most 80 characters")
    .regex(/^[^\p{Cc}\u202a-\u202e\u2066-\u2069]*$/u, "the name must not have control characters"),
  /** Of file names: `*`, `?`, `[ab]`; case does not matter. */
  fileNames: z
    .array(z.string().min(1, "an empty name would match everything").max(200))
    .max(MAX_GLOBS, `must not be more than ${MAX_GLOBS}`)
    .default([]),
  /** True = only files with such a name are taken for this format, whatever their content. */
  isNameRequired: z.boolean().default(false),
  pattern: z.strictObject({ kind: z.enum(["grok", "regex"]), text: patternSchema }),
  time: z
    .strictObject({
      /** "iso", "epoch_s", "epoch_ms", "epoch_us", "epoch_ns", or strftime or Java tokens. */
      layout: z.string().trim().min(1, "the time layout must not be empty").max(80),
      /** IANA name or offset of times that name no zone; null = the file's setting. */
      zone: z.string().trim().min(1).max(60).nullable().default(null),
    })
    .nullable()
    .default(null),
  /** Text of the level (case does not matter) to level; names that everybody uses need no entry. */
  levels: z
    .record(z.string().trim().min(1).max(40), z.enum(SEVERITY_LEVELS))
    .refine((levels) => Object.keys(levels).length <= MAX_LEVELS, `must not have more than ${MAX_LEVELS} entries`)
    .default({}),
  multiLine: multiLineSchema.default({ kind: "none" }),
  /** Where its files wait when no rule is for them; null = where the rules put what they don't know. */
  lane: laneSchema.nullable().default(null),
});
export type FormatDefinition = z.output<typeof formatDefinitionSchema>;
export type FormatDefinitionInput = z.input<typeof formatDefinitionSchema>;

/** A definition as stored: saving it again makes the next version, and files name the one they were read with. */
export interface VersionedDefinition {
  /** From 1 on. */
  version: number;
  definition: FormatDefinition;
}
