import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { checkPages, checkSecrets, ingestOne, signIn } from "./image/check-server.ts";
import { type Image, makeImage } from "./image/make-image.ts";
import { parseDockerfile } from "./image/parse-dockerfile.ts";
import { IMAGE_USER, type Running, runInImage, untilHealthy } from "./image/run-image.ts";
import { type Parts, startParts } from "./image/start-parts.ts";
import { buildApp } from "./stack/build-app.ts";
import { assertNodeVersion } from "./stack/node-version.ts";
import { printLine, secondsSince } from "./stack/progress.ts";

const ROOT = resolve(import.meta.dirname, "..");
const HEALTHY_WITHIN_MS = 60_000;
const END_WITHIN_MS = 10_000;
const METRICS_TOKEN = "a-token-for-this-test-only";

/**
 * `npm run test:image`: follows the Dockerfile in a clean folder without Docker, starts its CMD as somebody without
 * rights on a database of its own, waits for its HEALTHCHECK, has it read a file, and ends it with SIGTERM.
 */
async function testImage(): Promise<number> {
  assertNodeVersion();
  const folder = mkdtempSync(join(tmpdir(), "sluice-image-"));
  // The image's user has to get through it; secrets are in a folder of their own.
  chmodSync(folder, 0o711);
  let parts: Parts | null = null;
  try {
    await step("App build", () => buildApp({ root: ROOT, logPath: join(folder, "build.log") }));
    const image = await step("Image", () =>
      makeImage(parseDockerfile(readFileSync(join(ROOT, "Dockerfile"), "utf8")), {
        checkout: ROOT,
        folder: join(folder, "image"),
      }),
    );
    if (process.getuid?.() === 0 && IMAGE_USER.uid === undefined) {
      printLine("User", "root: the checkout is closed to others");
    }
    parts = await step("Database, Supabase, queue", () => startParts(join(folder, "state")));
    await testServer(image, parts, join(folder, "state"));
    await testIngestor(image, parts);
    return 0;
  } finally {
    await parts?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function testServer(image: Image, parts: Parts, stateDir: string): Promise<void> {
  const env = { ...parts.env, METRICS_TOKEN };
  const before = await runInImage(image, image.healthcheck, env).ended;
  if (before.code !== 1) throw new Error(`The health check says ${before.code} of a server that does not run.`);
  const server = runInImage(image, image.command, env);
  try {
    await step("Health check", () => untilHealthy(image, server, { env, withinMs: HEALTHY_WITHIN_MS }));
    await step("Pages, health, metrics", () => checkPages(parts.appUrl, METRICS_TOKEN));
    const headers = await signIn(parts, stateDir);
    await step("A file is read", () => ingestOne(parts.appUrl, headers));
    await step("SIGTERM", () => endWithin(server, parts.appUrl, headers));
    checkSecrets(server.output(), env);
  } catch (error) {
    await server.stop("SIGTERM", 0);
    process.stderr.write(`${server.output()}\n`);
    throw error;
  }
}

/** Ends with 0 in time, though somebody is in the middle of an upload that does not go on. */
async function endWithin(server: Running, appUrl: string, headers: { authorization: string }): Promise<void> {
  const length = { "content-type": "multipart/form-data; boundary=x", "content-length": "1000000" };
  const upload = request(`${appUrl}/api/upload-logs`, { method: "POST", headers: { ...headers, ...length } });
  let isAnswered = false;
  upload.on("error", () => {});
  upload.on("response", () => {
    isAnswered = true;
  });
  upload.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.log"\r\n\r\nfirst line\n');
  await delay(1000);
  if (isAnswered) throw new Error("The upload was answered before it ended, so nothing held the server up.");
  const { code, signal, afterMs } = await server.stop("SIGTERM", END_WITHIN_MS);
  upload.destroy();
  if (code !== 0) throw new Error(`SIGTERM ended the server with ${signal ?? code} after ${Math.round(afterMs)} ms.`);
}

/** The same image with the command of the CronJob; nothing is due on a new database. */
async function testIngestor(image: Image, parts: Parts): Promise<void> {
  if (!existsSync(join(ROOT, "scripts/ingestor.ts"))) return printLine("Ingestor", "is not part of this checkout");
  await step("Ingestor", async () => {
    const { code, output } = await runInImage(image, ["node", "scripts/ingestor.ts", "--once"], parts.env).ended;
    if (code !== 0) throw new Error(`The ingestor ended with ${code}:\n${output}`);
  });
}

async function step<T>(title: string, work: () => T | Promise<T>): Promise<T> {
  const startMs = Date.now();
  const result = await work();
  printLine(title, `ok, ${secondsSince(startMs)}`);
  return result;
}

testImage().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
