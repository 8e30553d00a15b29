import { resolve } from "node:path";
import { type ForkedStack, forkStack } from "../stack/fork-stack.ts";
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

async function startForTheDuration(stateDir: string, say: (line: string) => void): Promise<ForkedStack> {
  say("Sluice is not running here; starting it for the duration.");
  return forkStack({ stateDir });
}
