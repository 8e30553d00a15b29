export interface GroupingScore {
  /** Grouping accuracy: share of lines whose group has exactly the members of their true group. */
  GA: number;
  /** F1 of the groups that are exactly right, over found and true groups. */
  FGA: number;
}

/**
 * Scores found groups against the true ones, both given as one label per line (Zhu et al., Tools and Benchmarks for
 * Automated Log Parsing; Khan et al., Guidelines for Assessing the Accuracy of Log Message Template Identification).
 */
export function groupingScore(truth: readonly string[], found: readonly string[]): GroupingScore {
  if (truth.length !== found.length || truth.length === 0) throw new Error("As many labels as lines are needed.");
  const sizes = sizesOf(truth);
  const foundSizes = sizesOf(found);
  const pairs = new Map<string, Set<string>>();
  for (const [i, label] of found.entries()) {
    const labels = pairs.get(label) ?? new Set();
    pairs.set(label, labels.add(truth[i] ?? ""));
  }
  let rightLines = 0;
  let rightGroups = 0;
  for (const [label, labels] of pairs) {
    const [only] = labels;
    if (labels.size !== 1 || only === undefined || sizes.get(only) !== foundSizes.get(label)) continue;
    rightGroups++;
    rightLines += foundSizes.get(label) ?? 0;
  }
  const precision = rightGroups / foundSizes.size;
  const recall = rightGroups / sizes.size;
  return {
    GA: rightLines / truth.length,
    FGA: rightGroups === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function sizesOf(labels: readonly string[]): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  return sizes;
}
