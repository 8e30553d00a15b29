import type { TextSample } from "./format.ts";

const MAX_LINES = 200;

const known = new WeakMap<TextSample, readonly string[]>();

/** The first 200 lines of a sample that are not blank, without line ends; cut once for all formats that ask. */
export function sampleLines(sample: TextSample): readonly string[] {
  const before = known.get(sample);
  if (before !== undefined) return before;
  const lines: string[] = [];
  const { head } = sample;
  for (let at = 0; at < head.length && lines.length < MAX_LINES; ) {
    const end = head.indexOf("\n", at);
    const line = head.slice(at, end === -1 ? head.length : end);
    if (line.trim() !== "") lines.push(withoutMarks(line));
    at = end === -1 ? head.length : end + 1;
  }
  known.set(sample, lines);
  return lines;
}

/** Share of the sampled lines, 0 to 1, that `matches` accepts; 0 for an empty sample. */
export function lineShare(sample: TextSample, matches: (line: string) => boolean): number {
  const lines = sampleLines(sample);
  return lines.length === 0 ? 0 : lines.filter(matches).length / lines.length;
}

function withoutMarks(line: string): string {
  const start = line.charCodeAt(0) === 0xfeff ? 1 : 0;
  return line.slice(start, line.endsWith("\r") ? -1 : undefined);
}
