import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { makeInput } from "./fuzz/make-input.ts";
import { type FuzzResult, FuzzThread } from "./fuzz/run-inputs.ts";
import { UsageError } from "./ingest/usage.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

const USAGE = `Usage: npm run test:fuzz -- [--seconds N] [--inputs N] [--seed S] [--first I]

Reads changed and damaged logs of every format and packing: none may crash or hang the reader, every byte must be
accounted for, and chunks of any size and resuming from any checkpoint must give the same records as one piece.
  --seconds N   how long (60)
  --inputs N    at most so many inputs
  --seed S      other inputs for another seed (1)
  --first I     begin with the I-th input of the seed (0), to see one again: --first 812 --inputs 1
Prints one line of JSON, and keeps what failed in a folder that it names.

Exit code: 0, 1 when anything failed, 2 for wrong use.`;

interface Options {
  seconds: number;
  inputs: number;
  seed: number;
  first: number;
}

async function main(): Promise<number> {
  assertNodeVersion();
  const options = readOptions();
  const counts = { inputs: 0, crashes: 0, hangs: 0, mismatches: 0 };
  const thread = new FuzzThread();
  const endMs = performance.now() + options.seconds * 1000;
  const { seed } = options;
  for (let index = options.first; performance.now() < endMs && counts.inputs < options.inputs; index++) {
    const result = await thread.run({ seed, index });
    counts.inputs++;
    if (result.kind === "crash") counts.crashes++;
    if (result.kind === "hang") counts.hangs++;
    if (result.kind === "mismatch") counts.mismatches++;
    if (result.kind !== "fine") tell(result);
  }
  await thread.close();
  process.stdout.write(`${JSON.stringify({ bench: "fuzz", ...counts, seed })}\n`);
  return counts.inputs > 0 && counts.crashes + counts.hangs + counts.mismatches === 0 ? 0 : 1;
}

let folder: string | null = null;

function tell(result: Exclude<FuzzResult, { kind: "fine" }>): void {
  folder ??= mkdtempSync(join(tmpdir(), "sluice-fuzz-"));
  const path = join(folder, `input-${result.index}`);
  const { title, stored } = makeInput(result.seed, result.index);
  writeFileSync(path, stored);
  process.stdout.write(`input ${result.index} (${title}): ${result.kind}: ${result.detail}\n  kept as ${path}\n`);
}

/** @throws UsageError */
function readOptions(): Options {
  const { values } = parse();
  return {
    seconds: number(values.seconds, "--seconds"),
    inputs: values.inputs === undefined ? Number.POSITIVE_INFINITY : number(values.inputs, "--inputs"),
    seed: number(values.seed, "--seed"),
    first: number(values.first, "--first"),
  };
}

function parse() {
  try {
    return parseArgs({
      options: {
        seconds: { type: "string", default: "60" },
        inputs: { type: "string" },
        seed: { type: "string", default: "1" },
        first: { type: "string", default: "0" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function number(text: string, name: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${name} takes a whole number, not "${text}".`);
  return Number(text);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  process.exitCode = 2;
}
