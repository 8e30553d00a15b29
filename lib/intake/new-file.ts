import { z } from "zod";
import { InvalidInputError } from "#lib/errors.ts";

/** What people may say about where a file comes from. */
const contextShape = {
  deployment: nameOf("deployment").nullish(),
  device: nameOf("device").nullish(),
  /** IANA name or offset, for times that don't say theirs. */
  timeZone: z.string().trim().max(60).refine(isTimeZone, "is not a time zone").nullish(),
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

/** The largest file that is taken, compressed or not: 5 GiB. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;

/** @throws InvalidInputError unprocessable when empty, too_large beyond {@link MAX_FILE_BYTES} */
export function checkSize(name: string, sizeBytes: number): void {
  if (sizeBytes === 0) {
    throw new InvalidInputError(`${name} is empty: it has 0 bytes. Nothing was stored; send a file with content.`, {
      code: "unprocessable",
      details: { sizeBytes },
    });
  }
  if (sizeBytes > MAX_FILE_BYTES) {
    throw new InvalidInputError(
      `${name} has ${sizeBytes} bytes; at most ${MAX_FILE_BYTES} (5 GiB) are taken. Nothing was stored; compress or split it.`,
      { code: "too_large", details: { sizeBytes, limitBytes: MAX_FILE_BYTES } },
    );
  }
}

function nameOf(what: string) {
  return z
    .string()
    .transform(printable)
    .pipe(z.string().min(1, `${what} must not be empty`).max(200, `${what} must have at most 200 characters`));
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
