import type { Lane } from "#lib/model/log-file.ts";

const WORDS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };

/** Who chose a lane: the person who sent the file, or the source that found it, by its name. */
export type LaneChoice = { lane: Lane; by: string | null } | { lane: Lane; source: string };

/**
 * The lane that a person or a source chose for a file, with the sentence that says so; what its content says is kept
 * beside it. `by` null = the person's name is not known.
 */
export function chosenLane(
  chosen: LaneChoice,
  content: { lane: Lane; reason: string },
): { lane: Lane; reason: string } {
  const who = "source" in chosen ? `Chosen by the source ${chosen.source}` : byPerson(chosen.by);
  const says = content.lane === chosen.lane ? "Its content says the same" : `Its content says ${WORDS[content.lane]}`;
  return { lane: chosen.lane, reason: `${who}. ${says}: ${content.reason}` };
}

function byPerson(name: string | null): string {
  return name === null ? "Chosen at upload" : `Chosen by ${name} at upload`;
}
