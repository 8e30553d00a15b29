import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, existsSync, openSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const SOURCES = [
  "app",
  "components",
  "lib",
  "inngest",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
/** Lives inside the build, so that a removed build takes it along. */
const FINGERPRINT = ".next/sluice-sources";

export const NEXT_BIN = createRequire(import.meta.url).resolve("next/dist/bin/next");

/** Builds the app for production unless the sources are those of the last build. Returns whether it built. */
export async function buildApp(options: { root: string; logPath: string }): Promise<boolean> {
  const fingerprint = fingerprintSources(options.root);
  const path = join(options.root, FINGERPRINT);
  if (existsSync(path) && readFileSync(path, "utf8") === fingerprint) return false;
  await runBuild(options);
  writeFileSync(path, fingerprint);
  return true;
}

function runBuild({ root, logPath }: { root: string; logPath: string }): Promise<void> {
  const log = openSync(logPath, "w", 0o600);
  const child = spawn(process.execPath, [NEXT_BIN, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", SLUICE_SKIP_TYPECHECK: "1" },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      if (code === 0) return resolve();
      const tail = readFileSync(logPath, "utf8").trimEnd().split("\n").slice(-30).join("\n");
      reject(new Error(`The production build failed (${signal ?? `code ${code}`}):\n${tail}`));
    });
  });
}

function fingerprintSources(root: string): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesBelow(root, source)).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesBelow(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  let entries: import("node:fs").Dirent[];
  try {
    entries = readdirSync(join(root, path), { withFileTypes: true });
  } catch {
    return [path];
  }
  return entries.flatMap((entry) => {
    const child = `${path}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === "fixtures" ? [] : filesBelow(root, child);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [child];
  });
}
