import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Target } from "../ingest/target.ts";
import { keepTrying, RefusedForGoodError } from "./keep-trying.ts";
import type { ChaosFile } from "./make-file.ts";

/** Small, so that most uploads take several calls and a kill comes between them. */
const PIECE_BYTES = 256 * 1024;

const announcedSchema = z.object({
  file: z.object({ id: z.string() }),
  duplicateOf: z.object({ id: z.string() }).optional(),
  upload: z
    .object({ endpoint: z.string(), bucket: z.string(), objectKey: z.string(), isStored: z.boolean() })
    .optional(),
});
type Upload = NonNullable<z.output<typeof announcedSchema>["upload"]>;

interface SendInput {
  target: Target;
  /** How long one call may go unanswered before the client gives up. */
  withinMs: number;
}

/**
 * A plain TUS client: announce, create, ask where to go on after every broken call, complete. An `isUnreported` file's
 * sender vanishes before the last call, and the server has to find out by itself. Returns its job.
 */
export async function sendInPieces(file: ChaosFile, input: SendInput): Promise<{ jobId: string }> {
  const announced = announcedSchema.parse(await callJson("/api/v1/files", announcement(file), input));
  const jobId = announced.file.id;
  if (announced.duplicateOf || !announced.upload) return { jobId };
  if (!announced.upload.isStored) await uploadPieces(file, announced.upload, input);
  if (!file.isUnreported) await callJson(`/api/v1/files/${jobId}/complete`, undefined, input);
  return { jobId };
}

function announcement({ name, sizeBytes, sha256, deployment, device, lane }: ChaosFile): object {
  return { name, sizeBytes, sha256, deployment, device, lane, source: "upload" };
}

async function callJson(path: string, body: object | undefined, { target, withinMs }: SendInput): Promise<unknown> {
  return keepTrying(
    async () => {
      const response = await fetch(`${target.appUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${await target.token()}`, "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(60_000),
      });
      const text = await response.text();
      if (response.ok) return JSON.parse(text);
      throw refusal(`${path} answered ${response.status}: ${text.slice(0, 500)}`, response.status);
    },
    { withinMs },
  );
}

async function uploadPieces(file: ChaosFile, upload: Upload, input: SendInput): Promise<void> {
  const bytes = await readFile(file.path);
  let address: string | null = null;
  await keepTrying(
    async () => {
      address ??= await createUpload(file, upload, input);
      if (address === null) return;
      const call = (init: RequestInit) => tus(address ?? "", init, input);
      const known = await call({ method: "HEAD" });
      let offset = Number(known.headers.get("upload-offset"));
      while (offset < bytes.length) {
        const headers = { "content-type": "application/offset+octet-stream", "upload-offset": String(offset) };
        const body = new Uint8Array(bytes.subarray(offset, offset + PIECE_BYTES));
        const sent = await call({ method: "PATCH", headers, body });
        offset = Number(sent.headers.get("upload-offset"));
      }
    },
    { withinMs: input.withinMs },
  );
}

/** Null when the object is there already: an earlier upload arrived, only its answer got lost. */
async function createUpload(file: ChaosFile, upload: Upload, input: SendInput): Promise<string | null> {
  const metadata = {
    bucketName: upload.bucket,
    objectName: upload.objectKey,
    contentType: "application/octet-stream",
    cacheControl: "3600",
  };
  const encoded = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`);
  const headers = {
    "upload-length": String(file.sizeBytes),
    "upload-metadata": encoded.join(","),
    "x-upsert": "false",
  };
  const created = await tus(upload.endpoint, { method: "POST", headers }, input);
  if (created.status === 409) return null;
  const location = created.headers.get("location");
  if (location === null) throw new Error("The storage created an upload without saying where.");
  return new URL(location, upload.endpoint).href;
}

async function tus(address: string, init: RequestInit, { target }: SendInput): Promise<Response> {
  const response = await fetch(address, {
    ...init,
    headers: { ...init.headers, "tus-resumable": "1.0.0", authorization: `Bearer ${await target.token()}` },
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (response.ok || (init.method === "POST" && response.status === 409)) return response;
  // 409 and 423: another call of this upload is not over yet. Ask for the offset and go on.
  const isPassing = response.status === 409 || response.status === 423;
  const message = `The storage answered ${init.method} ${response.status}: ${text.slice(0, 500)}`;
  throw isPassing ? new Error(message) : refusal(message, response.status);
}

function refusal(message: string, status: number): Error {
  return status >= 500 || status === 408 || status === 429 ? new Error(message) : new RefusedForGoodError(message);
}
