import { CAUSE_CASES, runCauseCases } from "./cause/run-cases.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

/** `npm run test:cause`: how often the outcome and the line that explains it are right. Returns the exit code. */
async function main(): Promise<number> {
  assertNodeVersion();
  const results = await runCauseCases();
  for (const { case: one, misses } of results) {
    for (const miss of misses) process.stdout.write(`${one.format}: ${one.name}: ${miss}\n`);
  }
  const skipped = CAUSE_CASES.length - results.length;
  if (skipped > 0) process.stdout.write(`${skipped} logs of formats that do not exist were left out\n`);
  const right = results.filter(({ misses }) => misses.length === 0).length;
  process.stdout.write(`${JSON.stringify({ bench: "cause", logs: results.length, right })}\n`);
  return right === results.length ? 0 : 1;
}

process.exitCode = await main();
