import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { z } from "zod";
import { loadOrCreateSecrets } from "../stack/secrets.ts";
import { findRunningStack } from "../stack/stack-state.ts";
import { localAccount } from "./local-account.ts";
import { UsageError } from "./usage.ts";

/** Where files are sent, and as whom. */
export interface Target {
  appUrl: string;
  /** A token that is valid for a while yet. */
  token(): Promise<string>;
  close(): Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Sluice that SLUICE_URL names, or the one that runs on this machine, or one started for the duration.
 * @throws UsageError when SLUICE_URL comes without SLUICE_TOKEN or is no URL
 */
export async function findTarget(environment: Environment, say: (line: string) => void): Promise<Target> {
  const url = environment.SLUICE_URL?.trim();
  if (url) return remoteTarget(url, environment.SLUICE_TOKEN?.trim());
  const stateDir = resolve(environment.SLUICE_STATE_DIR ?? ".sluice");
  const running = await findRunningStack(stateDir);
  const stack = running ? { ...running, stop: async () => {} } : await startForTheDuration(stateDir, say);
  try {
    const { publishableKey } = await loadOrCreateSecrets(stateDir);
    const { token } = await localAccount({ ...stack, stateDir, publishableKey });
    return { appUrl: stack.appUrl, token, close: stack.stop };
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

function remoteTarget(url: string, token: string | undefined): Target {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new UsageError("SLUICE_URL must be an http or https URL, such as https://sluice.example.com.");
  }
  if (!token) throw new UsageError("SLUICE_URL needs SLUICE_TOKEN: the access token of a signed-in account.");
  return { appUrl: url.replace(/\/+$/, ""), token: async () => token, close: async () => {} };
}

const readySchema = z.object({
  ready: z.literal(true),
  appUrl: z.string(),
  supabaseUrl: z.string(),
  databaseUrl: z.string(),
});

async function startForTheDuration(stateDir: string, say: (line: string) => void) {
  say("Sluice is not running here; starting it for the duration.");
  const root = resolve(import.meta.dirname, "../..");
  const child = spawn(process.execPath, [join(root, "scripts/stack.ts"), "start", "--state", stateDir], {
    cwd: root,
    // Its lines of progress are not our result.
    stdio: ["ignore", process.stderr, process.stderr, "ipc"],
  });
  const ended = new Promise<void>((done) => child.once("exit", () => done()));
  const ready = await new Promise<z.infer<typeof readySchema>>((done, fail) => {
    child.on("message", (message) => {
      const parsed = readySchema.safeParse(message);
      if (parsed.success) done(parsed.data);
    });
    child.once("error", fail);
    child.once("exit", () => fail(new Error("Sluice could not be started; the lines above say why.")));
  });
  const stop = async () => {
    if (child.connected) child.disconnect();
    await ended;
  };
  return { ...ready, stop };
}
