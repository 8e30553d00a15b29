import { z } from "zod";
import { laneSchema } from "#lib/model/log-file.ts";

/** What people may say about where a file comes from and how it is to be read. */
const contextShape = {
  deployment: nameOf("deployment").nullish(),
  device: nameOf("device").nullish(),
  /** IANA name or offset, for times that don't say theirs. */
  timeZone: z.string().trim().max(60).refine(isTimeZone, "is not a time zone").nullish(),
  /** Id of a built-in format or of one of the team's, when its content is not to decide; whether there is one is asked later. */
  format: z
    .string()
    .trim()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, "is not a log format")
    .nullish(),
  /** When neither content nor rules are to decide. */
  lane: laneSchema.nullish(),
};

/** Body of POST /api/v1/files. */
export const newFileSchema = z.object({
  name: z
    .string()
    .transform(printable)
    .pipe(z.string().min(1, "must not be empty").max(1024, "must have at most 1,024 characters")),
  sizeBytes: z.number().int().min(0),
  sha256: z
    .string()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, "must be 64 hexadecimal digits"),
  source: z.enum(["upload", "cli"]).default("upload"),
  ...contextShape,
});
export type NewFileInput = z.output<typeof newFileSchema>;

/** Fields that may accompany a file in POST /api/upload-logs; an empty field counts as absent. */
export const uploadFieldsSchema = z.preprocess(
  (fields) => Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== "")),
  z.object({
    sha256: newFileSchema.shape.sha256.optional(),
    size: z.coerce.number().int().min(0).optional(),
    ...contextShape,
  }),
);
export type UploadFields = z.output<typeof uploadFieldsSchema>;

function nameOf(what: string) {
  return z
    .string()
    .transform(printable)
    .pipe(z.string().min(1, `${what} must not be empty`).max(200, `${what} must have at most 200 characters`));
}

/** The name of a file as lists show it, from a key or path of any kind: printable, the end of it when it is too long. */
export function fileNameOf(key: string): string {
  return printable(key).slice(-1024) || "(no name)";
}

/** Without control characters, direction overrides and lone surrogates: they only serve to deceive in a list. */
function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .trim();
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text.replace(/^UTC(?=[+-])/, "") });
    return true;
  } catch {
    return false;
  }
}
