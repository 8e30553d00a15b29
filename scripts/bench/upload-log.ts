import { z } from "zod";

export interface UploadTarget {
  appUrl: string;
  token: string;
}

const acceptedSchema = z.object({ jobId: z.string(), duplicateOf: z.unknown().optional() });

/** Sends a log in one request, as a machine does. `acceptedAtMs` is when the answer was here, by `performance.now`. */
export async function uploadLog(
  { appUrl, token }: UploadTarget,
  log: { name: string; bytes: Uint8Array<ArrayBuffer>; lane?: "low" },
): Promise<{ fileId: string; acceptedAtMs: number }> {
  const form = new FormData();
  if (log.lane) form.set("lane", log.lane);
  form.set("file", new Blob([log.bytes], { type: "text/plain" }), log.name);
  const response = await fetch(`${appUrl}/api/upload-logs`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}` },
    body: form,
    signal: AbortSignal.timeout(60_000),
  });
  const acceptedAtMs = performance.now();
  const text = await response.text();
  if (response.status !== 202) throw new Error(`${log.name} was not accepted (${response.status}): ${text}`);
  const { jobId, duplicateOf } = acceptedSchema.parse(JSON.parse(text));
  if (duplicateOf) throw new Error(`${log.name} was taken for a duplicate.`);
  return { fileId: jobId, acceptedAtMs };
}
