import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** An engine in a process of its own, so that it can be killed. */
export interface EngineProcess {
  port: number;
  url: string;
  child: ChildProcess;
  /** kill -9: no chance to tidy up. */
  kill(): Promise<void>;
  /** SIGTERM; answers the exit code. */
  stop(): Promise<void>;
}

const MAIN = fileURLToPath(new URL("../main.ts", import.meta.url));

/** Resolves when the engine says that it listens; every line it prints goes to `log`. */
export async function startEngineProcess(options: {
  databaseUrl: string;
  appUrl: string;
  port: number;
  log(line: string): void;
}): Promise<EngineProcess> {
  const child = spawn(process.execPath, [MAIN], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      ...process.env,
      INNGEST_LOCAL_PORT: String(options.port),
      DATABASE_URL: options.databaseUrl,
      INNGEST_APP_URL: options.appUrl,
    },
  });
  const exited = once(child, "exit");
  const lines: string[] = [];
  const isListening = new Promise<void>((resolve, reject) => {
    const read = (bytes: Buffer) => {
      for (const line of bytes.toString("utf8").split("\n").filter(Boolean)) {
        lines.push(line);
        options.log(line.replace("inngest/local: ", ""));
        if (line.includes("listening on")) resolve();
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    void exited.then(() => reject(new Error(`The engine ended: ${lines.join("\n")}`)));
  });
  await isListening;
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await exited;
  };
  return {
    port: options.port,
    url: `http://127.0.0.1:${options.port}`,
    child,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
  };
}
