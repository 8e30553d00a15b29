import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { localAccount } from "../ingest/local-account.ts";
import type { Parts } from "./start-parts.ts";

const READ_WITHIN_MS = 60_000;

/** Pages with what they load, health and metrics. @throws on the first that is not as it should be */
export async function checkPages(appUrl: string, metricsToken: string): Promise<void> {
  await read(`${appUrl}/api/health`, 200, '"status":"ready"');
  await read(`${appUrl}/api/metrics`, 401, "unauthenticated");
  await read(`${appUrl}/api/metrics`, 200, "sluice_queue_files{", { authorization: `Bearer ${metricsToken}` });
  const page = await read(`${appUrl}/sign-in`, 200, "<html");
  const assets = new Set(
    [...page.matchAll(/(?:src|href)="(\/_next\/static\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path),
  );
  if (assets.size < 2) throw new Error("The page of /sign-in loads no scripts and styles.");
  for (const path of assets) await read(`${appUrl}${path}`, 200, "");
}

async function read(url: string, status: number, part: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) });
  const text = await response.text();
  if (response.status !== status || !text.includes(part)) {
    throw new Error(`${url} answers ${response.status}, without ${part || "fault"}:\n${text.slice(0, 2000)}`);
  }
  return text;
}

const acceptedSchema = z.object({ jobId: z.string() });
const jobSchema = z.object({ state: z.string(), records: z.number(), error: z.unknown() });

/** The header of somebody who may send files. */
export async function signIn(parts: Parts, stateDir: string): Promise<{ authorization: string }> {
  const account = await localAccount({ ...parts, stateDir });
  return { authorization: `Bearer ${await account.token()}` };
}

/** Sends a file and waits until the server's own threads have read it. */
export async function ingestOne(appUrl: string, headers: { authorization: string }): Promise<void> {
  const lines = [1, 2, 3].map((n) => JSON.stringify({ level: 30, time: 1_795_305_600_000 + n, msg: `line ${n}` }));
  const form = new FormData();
  form.set("lane", "high");
  form.set("file", new File([`${lines.join("\n")}\n`], "app.log"));
  const sent = await fetch(`${appUrl}/api/upload-logs`, { method: "POST", headers, body: form });
  const { jobId } = acceptedSchema.parse(await sent.json());
  const deadlineMs = performance.now() + READ_WITHIN_MS;
  while (performance.now() < deadlineMs) {
    const job = jobSchema.parse(await (await fetch(`${appUrl}/api/stats/${jobId}`, { headers })).json());
    if (job.state === "completed" && job.records === lines.length) return;
    if (job.state === "completed" || job.state === "failed")
      throw new Error(`The file ended as ${JSON.stringify(job)}.`);
    await delay(250);
  }
  throw new Error(`The file was not read within ${READ_WITHIN_MS / 1000} s.`);
}

/** What a server prints goes to whoever collects logs. */
export function checkSecrets(output: string, env: Record<string, string>): void {
  for (const name of ["DATABASE_URL", "SUPABASE_SECRET_KEY", "METRICS_TOKEN"]) {
    if (output.includes(env[name] ?? "")) throw new Error(`The server printed its ${name}.`);
  }
}
