import { spawn } from "node:child_process";

export interface IngestRun {
  exitCode: number | null;
  /** One object a file, as `--json` prints them. */
  results: Record<string, unknown>[];
  stderr: string;
}

/** Runs `npm run ingest` against the stack of the browser tests, or of `env.SLUICE_STATE_DIR`. */
export function runIngest(args: string[], env: Record<string, string> = {}): Promise<IngestRun> {
  const child = spawn(process.execPath, ["scripts/ingest.ts", ...args, "--json"], {
    env: { ...process.env, SLUICE_STATE_DIR: process.env.E2E_STATE_DIR, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => {
      const lines = stdout.split("\n").filter((line) => line.startsWith("{"));
      resolve({ exitCode, stderr, results: lines.map((line) => JSON.parse(line)) });
    });
  });
}
