import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { LINKED_MODULES_ENV } from "./link-modules.ts";
import type { Image } from "./make-image.ts";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  output: string;
  afterMs: number;
}

export interface Running {
  /** What it has printed so far. */
  output(): string;
  /** How it ended, as soon as it has. */
  ended: Promise<Ended>;
  /** Sends a signal, then KILL when it does not end within `killAfterMs`. */
  stop(signal: "SIGTERM" | "SIGINT", killAfterMs: number): Promise<Ended>;
}

/** Who the image runs as: root here becomes somebody who owns none of its files, unless the checkout is closed to others. */
export const IMAGE_USER = unprivilegedUser();

function unprivilegedUser(): { uid?: number; gid?: number } {
  const somebody = { uid: 1000, gid: 1000 };
  if (process.getuid?.() !== 0) return {};
  return spawnSync(process.execPath, ["--version"], somebody).status === 0 ? somebody : {};
}

/** Runs a command of the image with its environment and `env`, and nothing of ours but the way to Node. */
export function runInImage(image: Image, command: readonly string[], env: Record<string, string>): Running {
  const startMs = performance.now();
  const [program = "", ...args] = command;
  const child = spawn(program === "node" ? process.execPath : program, args, {
    cwd: image.folder,
    env: { PATH: process.env.PATH, ...LINKED_MODULES_ENV, NODE_ENV: "production", ...image.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    ...IMAGE_USER,
  });
  const output: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => output.push(chunk));
  const text = () => Buffer.concat(output).toString();
  let stoppedMs = startMs;
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) =>
      resolve({ code, signal, output: text(), afterMs: performance.now() - stoppedMs }),
    );
  });
  return {
    output: text,
    ended,
    stop(signal, killAfterMs) {
      stoppedMs = performance.now();
      return stop(child, { signal, killAfterMs, ended });
    },
  };
}

async function stop(
  child: ChildProcess,
  { signal, killAfterMs, ended }: { signal: "SIGTERM" | "SIGINT"; killAfterMs: number; ended: Promise<Ended> },
): Promise<Ended> {
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  const result = await ended;
  clearTimeout(timer);
  return result;
}

/** Runs the health check again and again, as a container's host does. @throws when it never succeeds, or the server has ended */
export async function untilHealthy(
  image: Image,
  server: Running,
  { env, withinMs }: { env: Record<string, string>; withinMs: number },
): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  const early = server.ended.then((ended) => {
    throw new Error(`The server ended with ${ended.signal ?? ended.code}:\n${ended.output}`);
  });
  while (performance.now() < deadlineMs) {
    const check = await Promise.race([runInImage(image, image.healthcheck, env).ended, early]);
    if (check.code === 0) {
      early.catch(() => {});
      return;
    }
    await delay(250);
  }
  throw new Error(`Not healthy within ${withinMs / 1000} s:\n${server.output()}`);
}
