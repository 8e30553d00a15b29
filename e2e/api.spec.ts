import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { createClient } from "@supabase/supabase-js";
import { E2E_APP_URL, E2E_STATE_DIR, OWNER } from "./stack.ts";

/** The way of a program: a token from Supabase Auth, then the paths of the API. */
async function ownerToken(): Promise<string> {
  const read = (name: string) => JSON.parse(readFileSync(join(E2E_STATE_DIR, name), "utf8"));
  const supabase = createClient(read("stack.json").supabaseUrl, read("secrets.json").publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false },
  });
  const { data, error } = await supabase.auth.signInWithPassword({ email: OWNER.email, password: OWNER.password });
  if (error) throw error;
  return data.session.access_token;
}

function pinoLog(records: number): Buffer {
  const line = (n: number) =>
    JSON.stringify({ level: 30, time: 1_780_000_000_000 + n, msg: `api ${n} ${"x".repeat(200)}` });
  return Buffer.from(`${Array.from({ length: records }, (_, n) => line(n)).join("\n")}\n`);
}

test("an upload of more than 10 MB arrives whole through the production server and is read", async () => {
  const records = 60_000;
  const content = pinoLog(records);
  expect(content.length).toBeGreaterThan(12 * 1024 * 1024);
  const headers = { authorization: `Bearer ${await ownerToken()}` };
  const form = new FormData();
  form.set("sha256", createHash("sha256").update(content).digest("hex"));
  form.set("file", new Blob([new Uint8Array(content)]), "api-large.log");
  const uploaded = await fetch(`${E2E_APP_URL}/api/upload-logs`, { method: "POST", headers, body: form });
  expect(uploaded.status).toBe(202);
  const { jobId } = await uploaded.json();
  const read = async () => (await fetch(`${E2E_APP_URL}/api/stats/${jobId}`, { headers })).json();
  await expect.poll(async () => (await read()).state, { timeout: 45_000 }).toBe("completed");
  expect(await read()).toMatchObject({ records, rejects: 0 });
});

test("without a token everything but the queue's totals is refused in one shape", async () => {
  for (const path of ["/api/stats", "/api/v1/files", "/api/v1/alerts"]) {
    const response = await fetch(`${E2E_APP_URL}${path}`);
    expect(response.status, path).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: "unauthenticated", message: expect.any(String) } });
  }
  const status = await fetch(`${E2E_APP_URL}/api/queue-status`);
  expect(status.status).toBe(200);
  expect(JSON.stringify(await status.json())).not.toContain("api-large");
});
