import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ApiStack, startApiStack, type TestPerson } from "#app/api/_testing/api-stack.ts";
import { serveApi } from "#app/api/_testing/serve-api.ts";
import { zipOf } from "#lib/streams/archives.test-kit.ts";

const PIECE_BYTES = 6 * 1024 * 1024;

let api: Awaited<ReturnType<typeof serveApi>>;
let stack: ApiStack;
let ann: TestPerson;
let folder: string;
beforeAll(async () => {
  api = await serveApi();
  stack = await startApiStack(inject("databaseUrl"), { appUrl: `${api.url}/api/inngest` });
  await stack.sql`update public.lane_settings set start_delay_ms = 100, quiet_ms = 100`;
  ann = await stack.person("operator");
  folder = await mkdtemp(join(tmpdir(), "sluice-cli-test-"));
});
afterAll(async () => {
  await stack.close();
  await api.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

async function ingest(args: string[], { input = "", env = {} }: { input?: string; env?: object } = {}): Promise<Ended> {
  const child = spawn(process.execPath, ["scripts/ingest.ts", ...args], {
    env: {
      ...process.env,
      SLUICE_URL: api.url,
      SLUICE_TOKEN: ann.token,
      SLUICE_STATE_DIR: join(folder, "state"),
      ...env,
    },
  });
  child.stdin.end(input);
  const [stdout, stderr, code] = await Promise.all([
    child.stdout.toArray(),
    child.stderr.toArray(),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]);
  return { code, stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
}

function pinoLines(count: number, seed: string): string {
  return Array.from({ length: count }, (_, i) => {
    const level = i % 10 === 0 ? 50 : 30;
    return `${JSON.stringify({ level, time: 1_763_769_600_000 + i, pid: 7, hostname: "web-1", msg: `${seed} ${i}` })}\n`;
  }).join("");
}

describe("npm run ingest", () => {
  it("sends a file and says what is in it", async () => {
    const path = join(folder, "app.log");
    await writeFile(path, pinoLines(2000, "one"));
    const { code, stdout, stderr } = await ingest([path, "--deployment", "Wave 7", "--device", "LT-7"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(stdout).toMatch(/status +completed/);
    expect(stdout).toMatch(/format +pino/);
    expect(stdout).toMatch(/records +2,000, 0 unparsed/);
    expect(stdout).toMatch(/severities +error 200, info 1,800/);
    expect(stdout).toContain(`${api.url}/files/`);
  });

  it("prints one JSON object a file, for a folder with gzip and an empty file in it", async () => {
    await mkdir(join(folder, "logs", "inner"), { recursive: true });
    await writeFile(join(folder, "logs", "b.log"), pinoLines(30, "b"));
    await writeFile(join(folder, "logs", "inner", "a.log.gz"), gzipSync(pinoLines(50, "a")));
    await writeFile(join(folder, "logs", "empty.log"), "");
    const { code, stdout } = await ingest([join(folder, "logs"), "--json"]);
    const results = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(1);
    expect(results.map(({ file, status, records }) => ({ file, status, records }))).toEqual([
      { file: "logs/b.log", status: "completed", records: 30 },
      { file: "logs/empty.log", status: "failed", records: undefined },
      { file: "logs/inner/a.log.gz", status: "completed", records: 50 },
    ]);
    expect(results[1].error.message).toMatch(/empty/);
  });

  it("takes standard input, and links the same content the second time", async () => {
    const first = await ingest(["-", "--json"], { input: pinoLines(10, "stdin") });
    const again = await ingest(["-", "--json"], { input: pinoLines(10, "stdin") });
    expect(first.code).toBe(0);
    expect(JSON.parse(again.stdout)).toMatchObject({
      status: "completed",
      records: 10,
      duplicateOf: { name: "stdin.log" },
    });
  });

  it("goes on with an upload that stopped after its first piece", async () => {
    const content = pinoLines(120_000, "resumed");
    const path = join(folder, "big.log");
    await writeFile(path, content);
    expect(content.length).toBeGreaterThan(PIECE_BYTES);
    const announced = await announce("big.log", content);
    const uploadUrl = await uploadFirstPiece(announced.upload, content);
    const state = join(folder, "state-resume");
    await mkdir(state);
    const fingerprint = `${announced.upload.bucket}/${announced.upload.objectKey}`;
    const previous = {
      fingerprint,
      uploadUrl,
      size: content.length,
      metadata: {},
      creationTime: "",
      urlStorageKey: fingerprint,
      parallelUploadUrls: null,
    };
    await writeFile(join(state, "uploads.json"), JSON.stringify({ [fingerprint]: previous }));
    const { code, stdout } = await ingest([path, "--json"], { env: { SLUICE_STATE_DIR: state } });
    expect(JSON.parse(stdout)).toMatchObject({ status: "completed", records: 120_000, jobId: announced.file.id });
    expect(code).toBe(0);
    // Had it begun anew, the first upload would still wait for the rest.
    const left = await fetch(uploadUrl, { method: "HEAD", headers: tusHeaders() });
    expect(left.headers.get("upload-offset")).not.toBe(String(PIECE_BYTES));
  });

  it("uses an account of its own on the stack of this machine, as an operator", async () => {
    const stateDir = await runningStackState();
    const path = join(folder, "local.log");
    await writeFile(path, pinoLines(20, "local"));
    const env = { SLUICE_URL: "", SLUICE_TOKEN: "", SLUICE_STATE_DIR: stateDir };
    const first = await ingest([path, "--json"], { env });
    expect(first.stderr).toBe("");
    expect(JSON.parse(first.stdout)).toMatchObject({ status: "completed", records: 20 });
    const again = await ingest([path, "--json"], { env });
    expect(JSON.parse(again.stdout)).toMatchObject({ status: "completed", duplicateOf: { name: "local.log" } });
    const members = await stack.sql`
      select m.role from public.memberships m join auth.users u on u.id = m.user_id where u.email = 'cli@sluice.localhost'`;
    expect(members).toEqual([{ role: "operator" }]);
    expect((await stat(join(stateDir, "cli-account.json"))).mode & 0o777).toBe(0o600);
  });

  it.each([
    ["no argument", [], {}, /Name a file/],
    ["an unknown option", ["x.log", "--fast"], {}, /--fast/],
    ["a file that does not exist", ["/nowhere/x.log"], {}, /does not exist/],
    ["SLUICE_URL without a token", ["package.json"], { SLUICE_TOKEN: "" }, /SLUICE_TOKEN/],
  ])("shows its usage for %s", async (_name, args, env, message) => {
    const { code, stdout, stderr } = await ingest(args, { env });
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toMatch(message);
    expect(stderr).toContain("Usage: npm run ingest");
  });

  it("ends with 1 and the server's words when the token is not valid", async () => {
    const { code, stdout } = await ingest(["package.json", "--json"], { env: { SLUICE_TOKEN: "abc" } });
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.message).toMatch(/not valid or has expired/);
  });

  it("sends an archive and tells of each file in it", async () => {
    const path = join(folder, "diagnostics.zip");
    const files = [
      { name: "logs/web.log", content: pinoLines(20, "archived") },
      { name: "secret.log", content: "x", isEncrypted: true },
    ];
    await writeFile(path, zipOf(files));
    const { code, stdout } = await ingest(["--json", path]);
    const lines = stdout.trim().split("\n");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { file: "diagnostics.zip", status: "completed", files: 1, notRead: [{ name: "secret.log" }] },
      { file: "diagnostics.zip!/logs/web.log", status: "completed", format: "pino", records: 20 },
    ]);
    expect(code).toBe(0);
  });
});

/** A state folder as the supervisor writes it, of a stack that is these tests' own. */
async function runningStackState(): Promise<string> {
  const stateDir = join(folder, "state-local");
  await mkdir(stateDir);
  const parts = { pid: process.pid, appUrl: api.url, supabaseUrl: stack.supabaseUrl, inngestUrl: "", parts: {} };
  await writeFile(join(stateDir, "stack.json"), JSON.stringify({ ...parts, databaseUrl: inject("databaseUrl") }));
  const publishableKey = process.env.SUPABASE_PUBLISHABLE_KEY;
  const secrets = { publishableKey, secretKey: "x", jwtSecret: "x", jwtPrivateKey: "x" };
  await writeFile(join(stateDir, "secrets.json"), JSON.stringify(secrets));
  return stateDir;
}

function tusHeaders() {
  return { authorization: `Bearer ${ann.token}`, "tus-resumable": "1.0.0" };
}

async function announce(name: string, content: string) {
  const response = await fetch(`${api.url}/api/v1/files`, {
    method: "POST",
    headers: { authorization: `Bearer ${ann.token}`, "content-type": "application/json" },
    body: JSON.stringify({
      name,
      sizeBytes: content.length,
      sha256: createHash("sha256").update(content).digest("hex"),
      source: "cli",
    }),
  });
  return response.json();
}

async function uploadFirstPiece(
  to: { endpoint: string; bucket: string; objectKey: string },
  content: string,
): Promise<string> {
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const headers = tusHeaders();
  const created = await fetch(to.endpoint, {
    method: "POST",
    headers: {
      ...headers,
      "upload-length": String(content.length),
      "upload-metadata": `bucketName ${base64(to.bucket)},objectName ${base64(to.objectKey)}`,
    },
  });
  const url = created.headers.get("location") ?? "";
  const piece = await fetch(url, {
    method: "PATCH",
    headers: { ...headers, "upload-offset": "0", "content-type": "application/offset+octet-stream" },
    body: content.slice(0, PIECE_BYTES),
  });
  expect(piece.status).toBe(204);
  return url;
}
