interface Item {
  key: string;
  /** Newer is higher. */
  no: number;
}

/**
 * The order in which a list that is being read shows what it has now (`current`, newest first): what was shown (`before`)
 * stays where it is, what is older joins at the end, and what is new waits.
 */
export function stillOrder(before: readonly string[], current: readonly Item[]): { order: string[]; waiting: number } {
  const known = new Set(current.map(({ key }) => key));
  const kept = before.filter((key) => known.has(key));
  const shown = new Set(kept);
  const oldestNo = Math.min(...current.filter(({ key }) => shown.has(key)).map(({ no }) => no));
  const others = current.filter(({ key }) => !shown.has(key));
  const older = others.filter(({ no }) => no < oldestNo).map(({ key }) => key);
  return { order: [...kept, ...older], waiting: others.length - older.length };
}
