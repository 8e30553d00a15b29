import type { Lane } from "#lib/model/log-file.ts";

/** How a lane is called in a sentence. */
export const LANE_WORDS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

/** "0.4 s", "12 s", "30 min": rounded up, so that nothing is said to be over before it is. */
export function inWords(ms: number): string {
  if (ms >= 120_000) return `${Math.ceil(ms / 60_000)} min`;
  return ms < 1000 ? `${Math.ceil(ms / 100) / 10} s` : `${Math.ceil(ms / 1000)} s`;
}

/** "Medium", "High and Medium". */
export function listed(words: readonly string[]): string {
  return words.join(" and ");
}

/** "1 file is", "3 files are". */
export function filesAre(count: number): string {
  return count === 1 ? "1 file is" : `${count} files are`;
}
