/** One line of progress per part: a name in a fixed column, then what happened. */
export function printLine(part: string, text: string): void {
  process.stdout.write(`${part.padEnd(12)} ${text}\n`);
}

/** Seconds since `startMs` as shown to people: "0.6 s". */
export function secondsSince(startMs: number): string {
  return `${((Date.now() - startMs) / 1000).toFixed(1)} s`;
}
