import { formatPlural } from "#components/ui/format-count.ts";
import type { LaneMove, LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import type { Lane } from "#lib/model/log-file.ts";

export const LANE_WORDS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };
const RANK: Record<Lane, number> = { high: 0, medium: 1, low: 2 };

/** "9 files change lane. Nothing leaves High." */
export function testVerdict({ files, moves, isWhole }: LaneRuleTest): string {
  if (files === 0) return "No file came yet to try rules on.";
  const seen = isWhole ? "" : ` Looked at ${formatPlural(files, "file")} only: the patterns take long.`;
  if (moves.length === 0) return `No file changes lane.${seen}`;
  const leaving = moves.filter(({ from }) => from === "high").length;
  const high = leaving === 0 ? "Nothing leaves High." : `${formatPlural(leaving, "file")} would leave High.`;
  return `${formatPlural(moves.length, "file")} ${moves.length === 1 ? "changes" : "change"} lane. ${high}${seen}`;
}

/** Files that would wait longer although they hold an error. */
export function demotedWithErrors(moves: readonly LaneMove[]): LaneMove[] {
  return moves.filter(({ from, to, error }) => error !== null && RANK[to] > RANK[from]);
}

/** Moves by where from and where to, the most first. */
export function moveGroups(moves: readonly LaneMove[]): { from: Lane; to: Lane; moves: LaneMove[] }[] {
  const groups = new Map<string, { from: Lane; to: Lane; moves: LaneMove[] }>();
  for (const move of moves) {
    const key = `${move.from} ${move.to}`;
    const group = groups.get(key) ?? { from: move.from, to: move.to, moves: [] };
    groups.set(key, group);
    group.moves.push(move);
  }
  return [...groups.values()].sort((one, other) => other.moves.length - one.moves.length);
}
