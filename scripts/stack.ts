import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildApp } from "./stack/build-app.ts";
import { assertNodeVersion } from "./stack/node-version.ts";
import { printLine } from "./stack/progress.ts";
import { findRunningStack } from "./stack/stack-state.ts";
import { startStack } from "./stack/start-stack.ts";

const USAGE = `Usage: npm start | npm run dev | node scripts/stack.ts build
  build              makes what start serves, unless it is up to date
  --state <folder>   where data and secrets live (default .sluice)
  --app-port <n>     port of the dashboard (default 3000, or the next free one)
  --discard          remove all data at the end: for tests`;

async function main(): Promise<number> {
  assertNodeVersion();
  const mode = process.argv[2];
  if (mode === "build") return await build();
  if (mode !== "start" && mode !== "dev") {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { state: { type: "string" }, "app-port": { type: "string" }, discard: { type: "boolean" } },
  });
  const stateDir = values.state ?? process.env.SLUICE_STATE_DIR ?? ".sluice";
  const running = await findRunningStack(stateDir);
  if (running) {
    printLine("Sluice", `is running already at ${running.appUrl} (process ${running.pid}).`);
    return 0;
  }
  const stack = await startStack({
    stateDir,
    mode,
    appPort: values["app-port"] ? Number(values["app-port"]) : undefined,
    setupCode: process.env.SLUICE_SETUP_CODE,
    isDiscarded: values.discard ?? false,
  });
  process.stdout.write(
    stack.setupCode
      ? `\nOpen ${stack.state.appUrl}/sign-in?code=${stack.setupCode}\nThe code in it makes you the owner; it works once. Ctrl-C stops everything.\n`
      : `\nOpen ${stack.state.appUrl}\nCtrl-C stops everything.\n`,
  );
  return await new Promise<number>((resolve) => {
    let stopping = false;
    const stop = (signal: string) => {
      if (stopping) return;
      stopping = true;
      printLine("Sluice", `stopping (${signal})`);
      stack.stop().then(
        () => resolve(0),
        (error: unknown) => {
          process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
          resolve(1);
        },
      );
    };
    process.on("SIGINT", () => stop("Ctrl-C"));
    process.on("SIGTERM", () => stop("SIGTERM"));
    process.on("SIGHUP", () => stop("terminal closed"));
    // Started by a test or by the CLI for the duration: go when the parent goes.
    if (process.send) process.on("disconnect", () => stop("parent ended"));
    process.send?.({ ready: true, ...stack.state, setupCode: stack.setupCode });
  });
}

async function build(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-build-"));
  const hasBuilt = await buildApp({ root: process.cwd(), logPath: join(folder, "build.log") });
  rmSync(folder, { recursive: true });
  printLine("App build", hasBuilt ? "done" : "up to date");
  return 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`\nSluice could not start. ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
