import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { setTimeout as delay } from "node:timers/promises";

export interface ProcessSpec {
  name: string;
  /** Arguments for the Node that runs this script. */
  args: string[];
  env: NodeJS.ProcessEnv;
  logPath: string;
  /** Answers with any status below 500 once the part is ready. */
  healthUrl: string;
  readyTimeoutMs: number;
  onRestart(event: { name: string; pid: number | null; reason: string }): void;
}

export interface SupervisedProcess {
  readonly pid: number | null;
  stop(): Promise<void>;
}

const LONGEST_RESTART_DELAY_MS = 5_000;
const STOP_TIMEOUT_MS = 10_000;

/** Starts a part, waits until it answers, and starts it again whenever it ends, until `stop` is called. */
export async function superviseProcess(spec: ProcessSpec): Promise<SupervisedProcess> {
  let child = launch(spec);
  let isStopping = false;
  /** Starts in a row that did not become ready. */
  let failures = 0;

  const watch = (watched: ChildProcess) => {
    watched.once("exit", (code, signal) => void onExit(signal ?? `code ${code}`));
  };
  const onExit = async (reason: string) => {
    if (isStopping) return;
    await delay(failures === 0 ? 0 : Math.min(LONGEST_RESTART_DELAY_MS, 250 * 2 ** failures));
    if (isStopping) return;
    failures++;
    child = launch(spec);
    watch(child);
    spec.onRestart({ name: spec.name, pid: child.pid ?? null, reason });
    await waitUntilHealthy(spec, () => child).then(
      () => {
        failures = 0;
      },
      // It ended again, and with that comes the next attempt.
      () => {},
    );
  };

  await Promise.race([
    waitUntilHealthy(spec, () => child),
    new Promise<never>((_, reject) =>
      child.once("exit", (code, signal) => reject(new Error(`${spec.name} ended with ${signal ?? `code ${code}`}.`))),
    ),
  ]).catch((error: Error) => {
    isStopping = true;
    child.kill("SIGKILL");
    throw new Error(`${error.message} Its last lines (${spec.logPath}):\n${lastLines(spec.logPath)}`);
  });
  watch(child);

  return {
    get pid() {
      return child.pid ?? null;
    },
    async stop() {
      isStopping = true;
      await end(child);
    },
  };
}

function launch(spec: ProcessSpec): ChildProcess {
  const log = openSync(spec.logPath, "a", 0o600);
  try {
    // The IPC channel ties the part's life to ours: it ends when the channel closes, even after kill -9. In a group of
    // its own it does not hear the terminal's Ctrl-C: we stop the parts in order.
    return spawn(process.execPath, spec.args, { env: spec.env, stdio: ["ignore", log, log, "ipc"], detached: true });
  } finally {
    closeSync(log);
  }
}

async function waitUntilHealthy(spec: ProcessSpec, current: () => ChildProcess): Promise<void> {
  const deadlineMs = Date.now() + spec.readyTimeoutMs;
  while (Date.now() < deadlineMs) {
    if (current().exitCode !== null) throw new Error(`${spec.name} ended with code ${current().exitCode}.`);
    try {
      const response = await fetch(spec.healthUrl, { signal: AbortSignal.timeout(5_000), redirect: "manual" });
      await response.body?.cancel();
      if (response.status < 500) return;
    } catch {
      // Not listening yet.
    }
    await delay(100);
  }
  throw new Error(`${spec.name} did not answer within ${Math.round(spec.readyTimeoutMs / 1000)} s.`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(timer);
}

function lastLines(path: string): string {
  try {
    return readFileSync(path, "utf8").trimEnd().split("\n").slice(-12).join("\n");
  } catch {
    return "(no output)";
  }
}
