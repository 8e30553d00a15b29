import { type Detection, detectFormat } from "#lib/formats/detect-format.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import { FALLBACK_FORMAT, formatById } from "#lib/formats/formats.ts";
import { binaryFraming } from "#lib/formats/framer-for.ts";
import type { FileSample } from "./read-sample.ts";

/**
 * The format of a file, also among an organisation's own. What a person chose counts for text; bytes that are no text are what they are.
 * @throws InvalidInputError for an id that no format has
 */
export function detectSample(
  { text, encoding }: FileSample,
  chosen?: string,
  own: readonly LogFormat[] = [],
): Detection {
  if (encoding !== "binary") return detectFormat(text, chosen, own);
  const detected = detectFormat(text);
  // A format of text can't read it, whatever it makes of the file's name.
  const format = formatById(detected.format);
  const isBinary = format !== undefined && binaryFraming(format) !== null;
  return isBinary ? detected : { format: FALLBACK_FORMAT.id, confidence: 0, runnerUp: null };
}

/** True for content that is no text and of no format: its bytes are kept, and a reason is given. */
export function isUnreadable({ encoding }: FileSample, { confidence }: { confidence: number }): boolean {
  return encoding === "binary" && confidence === 0;
}
