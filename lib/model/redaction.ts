import { z } from "zod";

/** What becomes of text that must not be stored: nothing, `*token***`, or a keyed hash that is the same for equal text. */
export const redactionModeSchema = z.enum(["off", "mask", "hash"]);
export type RedactionMode = z.infer<typeof redactionModeSchema>;

/** What Sluice knows how to find by itself. */
export const BUILT_IN_REDACTIONS = ["password", "token", "email", "ipv4", "ipv6"] as const;
export type BuiltInRedaction = (typeof BUILT_IN_REDACTIONS)[number];

export const MAX_OWN_REDACTIONS = 20;

const ownRedactionSchema = z.strictObject({
  /** Shown in place of what was found. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,23}$/, "A name has lower case letters, digits and hyphens, 24 at most.")
    .refine((name) => !(BUILT_IN_REDACTIONS as readonly string[]).includes(name), "A rule of Sluice's has this name."),
  /** RE2 syntax; what its first group matches is replaced, or all of it when it has none. */
  pattern: z
    .string()
    .min(1, "A pattern is missing.")
    .max(500, "A pattern has 500 characters at most.")
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for.
    .regex(/^[\x00-\x7f]*$/, "Write letters beyond ASCII as a dot or as \\S: patterns meet the bytes of a file."),
  mode: redactionModeSchema,
});
export type OwnRedaction = z.infer<typeof ownRedactionSchema>;

export const redactionRulesSchema = z.strictObject({
  builtIn: z.strictObject({
    password: redactionModeSchema,
    token: redactionModeSchema,
    email: redactionModeSchema,
    ipv4: redactionModeSchema,
    ipv6: redactionModeSchema,
  }),
  own: z
    .array(ownRedactionSchema)
    .max(MAX_OWN_REDACTIONS, `A team has ${MAX_OWN_REDACTIONS} patterns of its own at most.`)
    .refine((own) => new Set(own.map(({ name }) => name)).size === own.length, "Two patterns have the same name."),
});
export type RedactionRules = z.infer<typeof redactionRulesSchema>;

/** What holds until a team decides: secrets go, what people search by stays. */
export const DEFAULT_REDACTION_RULES: RedactionRules = {
  builtIn: { password: "mask", token: "mask", email: "off", ipv4: "off", ipv6: "off" },
  own: [],
};

/** How often each rule found something, by its name; rules that found nothing are left out. */
export type RedactionCounts = Readonly<Record<string, number>>;
