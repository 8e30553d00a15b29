import type { TextSample } from "./format.ts";
import { FALLBACK_FORMAT, FORMATS } from "./formats.ts";

export interface Detection {
  /** Id of the format. */
  format: string;
  /** 0 to 1; 0 = nothing speaks for any format. */
  confidence: number;
  runnerUp: { format: string; confidence: number } | null;
}

/** The format that is surest of the sample; plain text when none is. Of equally sure ones the first in the list wins. */
export function detectFormat(sample: TextSample): Detection {
  const ranked = FORMATS.map((format) => ({ format: format.id, confidence: clamp(format.detect(sample)) }))
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
