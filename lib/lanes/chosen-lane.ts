import type { Lane } from "#lib/model/log-file.ts";

const WORDS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

/**
 * The lane a person chose for a file, with the sentence that says so; what its content says is kept beside it.
 * `by` null = the person's name is not known.
 */
export function chosenLane(
  chosen: { lane: Lane; by: string | null },
  content: { lane: Lane; reason: string },
): { lane: Lane; reason: string } {
  const who = chosen.by === null ? "Chosen at upload" : `Chosen by ${chosen.by} at upload`;
  const says = content.lane === chosen.lane ? "Its content says the same" : `Its content says ${WORDS[content.lane]}`;
  return { lane: chosen.lane, reason: `${who}. ${says}: ${content.reason}` };
}
