import { InvalidInputError } from "#lib/errors.ts";
import type { LogFormat, TextSample } from "./format.ts";
import { FALLBACK_FORMAT, FORMATS, formatById } from "./formats.ts";

export interface Detection {
  /** Id of the format. */
  format: string;
  /** 0 to 1; 0 = nothing speaks for any format. */
  confidence: number;
  runnerUp: { format: string; confidence: number } | null;
}

/**
 * The format that is surest of the sample; plain text when none is. Of equally sure ones the first in the list wins.
 * `chosen`, the id a person gave, always wins; what the content speaks for is then the runner-up. `own` are formats of
 * the organisation, which go before built-in ones that are as sure.
 * @throws InvalidInputError for an id that no format has
 */
export function detectFormat(sample: TextSample, chosen?: string, own: readonly LogFormat[] = []): Detection {
  const detected = surest(sample, own);
  if (chosen === undefined || chosen === detected.format) return detected;
  const format = formatById(chosen, own);
  if (format === undefined) throw new InvalidInputError(`There is no log format "${chosen}".`);
  const { format: runnerUp, confidence } = detected;
  return {
    format: chosen,
    confidence: clamp(format.detect(sample)),
    runnerUp: confidence > 0 ? { format: runnerUp, confidence } : null,
  };
}

function surest(sample: TextSample, own: readonly LogFormat[]): Detection {
  const ranked = [...own, ...FORMATS]
    .map((format) => ({ format: format.id, confidence: clamp(format.detect(sample)) }))
    .filter(({ confidence }) => confidence > 0)
    .sort((a, b) => b.confidence - a.confidence);
  const [best, second] = ranked;
  if (best === undefined) return { format: FALLBACK_FORMAT.id, confidence: 0, runnerUp: null };
  const runnerUp = second === undefined ? null : { format: second.format, confidence: second.confidence };
  return { ...best, runnerUp };
}

function clamp(confidence: number): number {
  return Math.round(Math.max(0, Math.min(1, confidence)) * 100) / 100;
}
