import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installRadosgw } from "./s3/install-radosgw.ts";
import { startRadosgw } from "./s3/start-radosgw.ts";
import { assertNodeVersion } from "./stack/node-version.ts";

/**
 * `npm run test:s3 [-- <files>]`: the Vitest project `s3` on a radosgw of its own, or on the server that S3_ENDPOINT,
 * S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY and S3_REGION name. A test that measures ingesting writes its figures as JSON
 * to the file S3_FIGURES names, and they end the output. S3_JSON names a file for Vitest's report.
 */
async function main(): Promise<number> {
  assertNodeVersion();
  if (process.env.S3_ENDPOINT) return await runTests({});
  const problem = installRadosgw();
  if (problem !== null) return skip(problem);
  const server = await startRadosgw();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void server.stop().finally(() => process.exit(1)));
  }
  try {
    const { endpoint, accessKeyId, secretAccessKey } = server;
    return await runTests({
      S3_ENDPOINT: endpoint,
      S3_ACCESS_KEY_ID: accessKeyId,
      S3_SECRET_ACCESS_KEY: secretAccessKey,
    });
  } finally {
    await server.stop();
  }
}

async function runTests(env: Record<string, string>): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-s3-figures-"));
  const figuresPath = join(folder, "figures.json");
  try {
    const code = await runVitest({ ...env, S3_FIGURES: figuresPath });
    if (existsSync(figuresPath)) {
      const figures = JSON.parse(readFileSync(figuresPath, "utf8"));
      process.stdout.write(`${JSON.stringify({ bench: "s3", ...figures })}\n`);
    }
    return code;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runVitest(env: Record<string, string>): Promise<number> {
  const { S3_JSON: reportPath } = process.env;
  const report = reportPath ? ["--reporter=default", "--reporter=json", `--outputFile.json=${reportPath}`] : [];
  const args = ["node_modules/vitest/vitest.mjs", "run", "--project", "s3", ...report, ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { stdio: "inherit", env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

function skip(reason: string): number {
  process.stderr.write(`The S3 tests are skipped. ${reason}\n`);
  const { S3_JSON: reportPath } = process.env;
  // For `npm test`, which adds up the counts of its suites.
  if (reportPath)
    writeFileSync(
      reportPath,
      JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 1, testResults: [] }),
    );
  process.stdout.write(`${JSON.stringify({ bench: "s3", skipped: reason })}\n`);
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
