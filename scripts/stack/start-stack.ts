import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { freePort } from "../../supabase/local/free-port.ts";
import { migrate } from "../../supabase/local/migrate.ts";
import { buildApp } from "./build-app.ts";
import { printLine, secondsSince } from "./progress.ts";
import { loadOrCreateSecrets, type Secrets } from "./secrets.ts";
import { newSetupCode } from "./setup-code.ts";
import { removeStackState, type StackState, writeStackState } from "./stack-state.ts";
import { superviseDatabase } from "./supervised-database.ts";
import { type SupervisedProcess, superviseProcess } from "./supervised-process.ts";

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

export interface StackOptions {
  stateDir: string;
  mode: "start" | "dev";
  /** Wanted port of the dashboard; the next free one is taken when it is in use. Default 3000. */
  appPort?: number;
  /** Fixed one-time code instead of a generated one. */
  setupCode?: string;
  /** Remove database and state folder when it stops. */
  isDiscarded?: boolean;
}

export interface RunningStack {
  state: StackState;
  /** The code that makes its bearer the owner, or null when there is an owner. */
  setupCode: string | null;
  stop(): Promise<void>;
}

/** Starts database, Supabase, Inngest and the app in that order, watches and restarts them. Prints a line a part. */
export async function startStack(options: StackOptions): Promise<RunningStack> {
  const stateDir = resolve(options.stateDir);
  const secrets = await loadOrCreateSecrets(stateDir);
  mkdirSync(join(stateDir, "logs"), { recursive: true, mode: 0o700 });
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const stopPart of stops.splice(0).reverse()) await stopPart();
    removeStackState(stateDir);
    if (options.isDiscarded) rmSync(stateDir, { recursive: true, force: true });
  };
  try {
    return await startParts({ options, stateDir, secrets, stops, stop });
  } catch (error) {
    await stop();
    throw error;
  }
}

interface StartContext {
  options: StackOptions;
  stateDir: string;
  secrets: Secrets;
  stops: (() => Promise<void>)[];
  stop(): Promise<void>;
}

async function startParts({ options, stateDir, secrets, stops, stop }: StartContext): Promise<RunningStack> {
  const ports = await choosePorts(options.appPort ?? 3000);
  const parts: Record<string, number> = {};
  // The longest part of a first start; it needs none of the others.
  const build =
    options.mode === "start" ? buildApp({ root: ROOT, logPath: join(stateDir, "logs", "build.log") }) : null;
  build?.catch(() => {});

  const database = await superviseDatabase({ stateDir, port: ports.database, onRestart: report });
  stops.push(() => (options.isDiscarded ? database.destroy() : database.stop()));
  parts.postgres = database.pid;
  await runMigrations(database.url);
  const setupCode = (await isSetupOpen(database.url)) ? (options.setupCode ?? newSetupCode()) : null;

  const state: StackState = {
    pid: process.pid,
    appUrl: `http://127.0.0.1:${ports.app}`,
    supabaseUrl: `http://127.0.0.1:${ports.supabase}`,
    inngestUrl: `http://127.0.0.1:${ports.inngest}`,
    databaseUrl: database.url,
    parts,
  };
  function report(event: { name: string; pid: number | null; reason: string }): void {
    if (event.pid !== null) parts[event.name] = event.pid;
    printLine(event.name, `ended (${event.reason}); started again`);
    writeStackState(stateDir, state);
  }
  const startPart = async (part: PartSpec): Promise<void> => {
    const startMs = Date.now();
    const running: SupervisedProcess = await superviseProcess({
      ...part,
      env: { ...process.env, ...part.env },
      logPath: join(stateDir, "logs", `${part.name}.log`),
      onRestart: report,
    });
    stops.push(() => running.stop());
    if (running.pid !== null) parts[part.name] = running.pid;
    printLine(part.title, `ready on ${new URL(part.healthUrl).host}, ${secondsSince(startMs)}`);
  };
  await startPart(supabasePart({ state, secrets, stateDir }));
  await startPart(inngestPart(state));
  if (build) {
    const startMs = Date.now();
    printLine("App build", (await build) ? `done, waited ${secondsSince(startMs)}` : "up to date");
  }
  await startPart(appPart({ state, secrets, setupCode, mode: options.mode }));
  writeStackState(stateDir, state);
  return { state, setupCode, stop };
}

interface PartSpec {
  name: string;
  title: string;
  args: string[];
  env: Record<string, string>;
  healthUrl: string;
  readyTimeoutMs: number;
}

function supabasePart({
  state,
  secrets,
  stateDir,
}: {
  state: StackState;
  secrets: Secrets;
  stateDir: string;
}): PartSpec {
  return {
    name: "supabase",
    title: "Supabase",
    args: [join(ROOT, "supabase/local/main.ts")],
    env: {
      SUPABASE_LOCAL_PORT: new URL(state.supabaseUrl).port,
      DATABASE_URL: state.databaseUrl,
      SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
      SUPABASE_JWT_SECRET: secrets.jwtSecret,
      SUPABASE_JWT_PRIVATE_KEY: secrets.jwtPrivateKey,
      STORAGE_DIR: join(stateDir, "storage"),
      SITE_URL: state.appUrl,
    },
    healthUrl: `${state.supabaseUrl}/health`,
    readyTimeoutMs: 60_000,
  };
}

function inngestPart(state: StackState): PartSpec {
  return {
    name: "inngest",
    title: "Inngest",
    args: [join(ROOT, "inngest/local/main.ts")],
    env: {
      INNGEST_LOCAL_PORT: new URL(state.inngestUrl).port,
      DATABASE_URL: state.databaseUrl,
      INNGEST_APP_URL: `${state.appUrl}/api/inngest`,
    },
    healthUrl: `${state.inngestUrl}/health`,
    readyTimeoutMs: 60_000,
  };
}

function appPart(input: {
  state: StackState;
  secrets: Secrets;
  setupCode: string | null;
  mode: "start" | "dev";
}): PartSpec {
  const { state, secrets, setupCode, mode } = input;
  const { port, hostname } = new URL(state.appUrl);
  return {
    name: "next",
    title: "App",
    args: [join(ROOT, "scripts/stack/run-next.ts"), mode, ROOT, "-H", hostname, "-p", port],
    env: {
      DATABASE_URL: state.databaseUrl,
      SUPABASE_URL: state.supabaseUrl,
      SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
      SUPABASE_SECRET_KEY: secrets.secretKey,
      INNGEST_DEV: state.inngestUrl,
      SLUICE_SETUP_CODE: setupCode ?? "",
      SLUICE_ENCRYPTION_KEY: secrets.encryptionKey,
      NODE_ENV: mode === "dev" ? "development" : "production",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    healthUrl: `${state.appUrl}/api/queue-status`,
    readyTimeoutMs: 90_000,
  };
}

async function choosePorts(wantedAppPort: number) {
  const taken = new Set<number>();
  const next = async (wanted: number) => {
    const port = await freePort(wanted, taken);
    taken.add(port);
    return port;
  };
  const offset = wantedAppPort === 3000 ? 0 : wantedAppPort - 3000;
  // Below the ports that Linux gives to outgoing connections, one of which could take it before its server starts.
  return {
    app: await next(wantedAppPort),
    database: await next(offset === 0 ? 54322 : 20_000 + offset),
    supabase: await next(offset === 0 ? 54321 : 22_000 + offset),
    inngest: await next(offset === 0 ? 8288 : 24_000 + offset),
  };
}

async function runMigrations(url: string): Promise<void> {
  const startMs = Date.now();
  const applied = await migrate(url);
  const count = applied.length === 0 ? "up to date" : `${applied.length} applied`;
  printLine("Migrations", `${count}, ${secondsSince(startMs)}`);
}

async function isSetupOpen(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql<{ open: boolean }[]>`select public.is_setup_open() as open`;
    return row?.open ?? false;
  } finally {
    await sql.end();
  }
}
