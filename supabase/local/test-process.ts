import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import type { SupabaseOptions } from "./start-supabase.ts";

export interface TestProcess {
  child: ChildProcess;
  output(): string;
  ended: Promise<number | null>;
}

/** main.ts as the supervisor of the stack starts it. */
export function startProcess(env: Record<string, string>): TestProcess {
  const child = fork(join(import.meta.dirname, "main.ts"), {
    env: { ...process.env, ...env },
    execArgv: [],
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (text) => {
      output += text;
    });
  }
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, output: () => output, ended };
}

export function processEnvironment(options: SupabaseOptions): Record<string, string> {
  return {
    SUPABASE_LOCAL_PORT: String(options.port),
    DATABASE_URL: options.databaseUrl,
    SUPABASE_PUBLISHABLE_KEY: options.publishableKey,
    SUPABASE_SECRET_KEY: options.secretKey,
    SUPABASE_JWT_SECRET: options.jwtSecret,
    SUPABASE_JWT_PRIVATE_KEY: options.jwtPrivateKey,
    STORAGE_DIR: options.storageDir,
    SITE_URL: options.siteUrl,
  };
}
