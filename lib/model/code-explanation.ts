import { z } from "zod";

/** Characters; the table has the same limits. */
export const CODE_WORDS_LIMITS = { title: 60, meaning: 400, check: 400 } as const;

/** What somebody of a team writes about a code. */
export const codeWordsSchema = z.strictObject({
  /** 2 to 5 words. */
  title: z
    .string()
    .trim()
    .min(1, "A short name is missing.")
    .max(CODE_WORDS_LIMITS.title, "A short name has 60 characters at most."),
  /** One sentence. */
  meaning: z
    .string()
    .trim()
    .min(1, "The meaning is missing.")
    .max(CODE_WORDS_LIMITS.meaning, "A meaning has 400 characters at most."),
  /** What to do or look at next. */
  check: z
    .string()
    .trim()
    .min(1)
    .max(CODE_WORDS_LIMITS.check, "What to check has 400 characters at most.")
    .nullable()
    .default(null),
});
export type CodeWords = z.output<typeof codeWordsSchema>;

/** A team's own words for a code that Sluice has none for. */
export interface CodeExplanation extends CodeWords {
  /** As `usualCode` writes it. */
  code: string;
  /** Address; null for people who left the team. */
  changedBy: string | null;
  changedAtMs: number;
}
