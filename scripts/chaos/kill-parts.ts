import { setTimeout as delay } from "node:timers/promises";
import { accepts } from "../../supabase/local/postgres.ts";
import type { SeededRandom } from "../seeded-random.ts";
import { readStackState, type StackState } from "../stack/stack-state.ts";

/** Names as in the stack's state file. */
const PARTS = ["next", "inngest", "supabase", "postgres"] as const;
type Part = (typeof PARTS)[number];

export interface KillOptions {
  stateDir: string;
  kills: number;
  random: SeededRandom;
  /** Resolves once there is work that a kill can hit. */
  workInFlight(): Promise<void>;
  say(line: string): void;
}

const LONGEST_WAIT_MS = 2_500;
const BACK_WITHIN_MS = 120_000;

/**
 * Kills parts with -9 at random moments, each time until it is back; now and then a second one before the first is.
 * Every four kills in a row hit each part once.
 * @throws Error when a part does not come back
 */
export async function killParts({ stateDir, kills, random, workInFlight, say }: KillOptions): Promise<void> {
  let deck: Part[] = [];
  const draw = () => {
    if (deck.length === 0) deck = random.shuffled(PARTS);
    return deck.pop() ?? PARTS[0];
  };
  for (let done = 0; done < kills; ) {
    await workInFlight();
    await delay(random.between(0, LONGEST_WAIT_MS));
    const killed = [await kill(stateDir, draw())];
    if (done + 1 < kills && random.chance(0.25)) {
      await delay(random.between(0, 1_500));
      killed.push(await kill(stateDir, draw()));
    }
    done += killed.length;
    const startedMs = Date.now();
    for (const victim of killed) await untilBack(stateDir, victim);
    const names = killed.map(({ part }) => part).join(" and ");
    say(`kill ${done} of ${kills}: ${names}, back after ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
  }
}

interface Victim {
  part: Part;
  pid: number;
}

async function kill(stateDir: string, part: Part): Promise<Victim> {
  for (const untilMs = Date.now() + BACK_WITHIN_MS; Date.now() < untilMs; await delay(50)) {
    const pid = readStackState(stateDir)?.parts[part];
    if (pid === undefined) continue;
    try {
      process.kill(pid, "SIGKILL");
      return { part, pid };
    } catch {
      // It has just ended by itself or is being started: its next process will be in the state file.
    }
  }
  throw new Error(`There was no process of ${part} to kill.`);
}

async function untilBack(stateDir: string, { part, pid }: Victim): Promise<void> {
  for (const untilMs = Date.now() + BACK_WITHIN_MS; Date.now() < untilMs; await delay(100)) {
    const state = readStackState(stateDir);
    if (state && state.parts[part] !== pid && (await answers(state, part))) return;
  }
  throw new Error(`${part} did not come back within ${BACK_WITHIN_MS / 1000} s of its kill.`);
}

async function answers(state: StackState, part: Part): Promise<boolean> {
  if (part === "postgres") return accepts(state.databaseUrl);
  const url = {
    next: `${state.appUrl}/api/queue-status`,
    inngest: `${state.inngestUrl}/health`,
    supabase: `${state.supabaseUrl}/health`,
  }[part];
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
