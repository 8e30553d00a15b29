import { createHash, randomUUID } from "node:crypto";
import { POST as postComplete } from "../v1/files/[id]/complete/route.ts";
import { POST as postFile } from "../v1/files/route.ts";
import type { ApiStack, TestPerson } from "./api-stack.ts";

export const LINE = '{"level":50,"time":1763769600000,"pid":7,"hostname":"web-1","msg":"payment failed"}\n';

/** Two lines of a log that no other test has. */
export function text(seed: string = randomUUID()): string {
  return `${LINE}{"level":30,"time":1763769601000,"pid":7,"hostname":"web-1","msg":"${seed}"}\n`;
}

export function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}

export function request(path: string, person: TestPerson | null, init: RequestInit = {}): Request {
  const headers = new Headers(init.headers);
  if (person) headers.set("authorization", `Bearer ${person.token}`);
  return new Request(`http://127.0.0.1:3000${path}`, { ...init, headers });
}

export function json(path: string, person: TestPerson | null, body: unknown): Request {
  const headers = { "content-type": "application/json" };
  return request(path, person, { method: "POST", headers, body: JSON.stringify(body) });
}

export function announcement(content: string, more: Record<string, unknown> = {}) {
  return { name: "app.log", sizeBytes: Buffer.byteLength(content), sha256: sha256(content), ...more };
}

/** The second argument of a route handler under a folder such as [id]. */
export function withId<T extends string>(name: T, value: string) {
  return { params: Promise.resolve({ [name]: value } as Record<T, string>) };
}

export async function announce(person: TestPerson, content: string, more: Record<string, unknown> = {}) {
  const response = await postFile(json("/api/v1/files", person, announcement(content, more)));
  return { status: response.status, body: await response.json() };
}

/** Puts bytes into storage with the person's own rights; the status that storage answered. */
export async function store(
  stack: ApiStack,
  person: TestPerson,
  { objectKey, content }: { objectKey: string; content: string | Uint8Array<ArrayBuffer> },
): Promise<number> {
  const response = await fetch(`${stack.supabaseUrl}/storage/v1/object/deployment-logs/${objectKey}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${person.token}`,
      apikey: process.env.SUPABASE_PUBLISHABLE_KEY ?? "",
      "content-type": "application/octet-stream",
    },
    body: content,
  });
  return response.status;
}

export async function completeFile(person: TestPerson | null, fileId: string) {
  const response = await postComplete(json(`/api/v1/files/${fileId}/complete`, person, {}), withId("id", fileId));
  return { status: response.status, body: await response.json() };
}

/** Announced, stored and completed; the file's id. */
export async function sent(
  stack: ApiStack,
  person: TestPerson,
  content: string,
  more: Record<string, unknown> = {},
): Promise<string> {
  const { body } = await announce(person, content, more);
  const stored = await store(stack, person, { objectKey: body.upload.objectKey, content });
  const { status } = await completeFile(person, body.file.id);
  if (stored !== 200 || status !== 202) throw new Error(`The test file was not taken: ${stored}, ${status}.`);
  return body.file.id;
}

/** The row with the names of its deployment and device. */
export async function rowOf(stack: ApiStack, fileId: string) {
  const [row] = await stack.sql`
    select f.*, d.name as deployment, v.name as device from public.log_files f
    left join public.deployments d on d.id = f.deployment_id left join public.devices v on v.id = f.device_id
    where f.id = ${fileId}`;
  if (!row) throw new Error(`There is no file ${fileId}.`);
  return row;
}
