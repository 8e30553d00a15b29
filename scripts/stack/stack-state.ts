import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const stackStateSchema = z.object({
  pid: z.number(),
  appUrl: z.string(),
  supabaseUrl: z.string(),
  inngestUrl: z.string(),
  databaseUrl: z.string(),
  /** Process ids of the parts, current after every restart. */
  parts: z.record(z.string(), z.number()),
});

/** Where the running stack is; the file lives as long as its supervisor. */
export type StackState = z.infer<typeof stackStateSchema>;

function statePath(stateDir: string): string {
  return join(stateDir, "stack.json");
}

export function writeStackState(stateDir: string, state: StackState): void {
  const path = statePath(stateDir);
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

export function removeStackState(stateDir: string): void {
  rmSync(statePath(stateDir), { force: true });
}

/** The stack that runs on this state folder, or null; a file left behind by a killed supervisor counts as null. */
export async function findRunningStack(stateDir: string): Promise<StackState | null> {
  const state = readStackState(stateDir);
  if (!state || !isAlive(state.pid)) return null;
  return (await answers(`${state.supabaseUrl}/health`)) || (await answers(`${state.appUrl}/api/queue-status`))
    ? state
    : null;
}

export function readStackState(stateDir: string): StackState | null {
  try {
    return stackStateSchema.parse(JSON.parse(readFileSync(statePath(stateDir), "utf8")));
  } catch {
    return null;
  }
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    await fetch(url, { signal: AbortSignal.timeout(2_000) });
    return true;
  } catch {
    return false;
  }
}
