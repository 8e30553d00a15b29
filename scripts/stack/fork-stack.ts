import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { z } from "zod";

const readySchema = z.object({
  ready: z.literal(true),
  appUrl: z.string(),
  supabaseUrl: z.string(),
  databaseUrl: z.string(),
  /** Makes its bearer the owner; null when there is one. */
  setupCode: z.string().nullable(),
});

export interface ForkedStack extends z.infer<typeof readySchema> {
  stop(): Promise<void>;
}

export interface ForkStackOptions {
  stateDir: string;
  appPort?: number;
  /** Remove all data when it stops. */
  isDiscarded?: boolean;
}

/** Starts a Sluice of its own for the duration; it also goes when this process does. Progress goes to stderr. */
export async function forkStack({ stateDir, appPort, isDiscarded = false }: ForkStackOptions): Promise<ForkedStack> {
  const root = resolve(import.meta.dirname, "../..");
  const args = [join(root, "scripts/stack.ts"), "start", "--state", stateDir];
  if (appPort !== undefined) args.push("--app-port", String(appPort));
  if (isDiscarded) args.push("--discard");
  const child = spawn(process.execPath, args, {
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
