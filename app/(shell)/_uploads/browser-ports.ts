import type { SupabaseClient } from "@supabase/supabase-js";
import { AppError } from "#lib/errors.ts";
import { callApi } from "#lib/platform/browser-api.ts";
import { hashFile } from "./hash-file.ts";
import { refuseBinary } from "./refuse-binary.ts";
import { sendFile } from "./send-file.ts";
import type { Registration, UploadPorts, UploadSlot } from "./upload-ports.ts";

type RegisterAnswer =
  | { file: { id: string; name: string }; upload: UploadSlot }
  | { file: { id: string }; duplicateOf: { id: string; name: string } };

const RETRY_DELAYS_MS = [1000, 3000, 8000];

/** The world of the upload queue in a browser: a worker, our API, Supabase Storage. */
export function browserPorts({
  supabase,
  publishableKey,
  organizationId,
}: {
  supabase: () => SupabaseClient;
  publishableKey: string;
  organizationId: string;
}): UploadPorts {
  return {
    async hash(file, onProgress, signal) {
      await refuseBinary(file);
      return hashFile(file, onProgress, signal);
    },
    async register({ path, sizeBytes, sha256, target, choice, signal }): Promise<Registration> {
      const json = { name: path, sizeBytes, sha256, ...target, ...choice, source: "upload" };
      const answer = await patiently(signal, () =>
        callApi<RegisterAnswer>(supabase(), "/api/v1/files", { method: "POST", json, signal, organizationId }),
      );
      if ("duplicateOf" in answer) return { kind: "duplicate", fileId: answer.file.id, first: answer.duplicateOf };
      return { kind: "upload", fileId: answer.file.id, slot: answer.upload };
    },
    send: (input) => sendFile(input, { supabase: supabase(), publishableKey }),
    async complete(fileId, signal) {
      await patiently(signal, () =>
        callApi(supabase(), `/api/v1/files/${fileId}/complete`, { method: "POST", json: {}, signal, organizationId }),
      );
    },
    async cancel(fileId) {
      await callApi(supabase(), `/api/v1/files/${fileId}/cancel`, { method: "POST", json: {}, organizationId });
    },
    nowMs: () => Date.now(),
  };
}

/** Tries again what may pass by itself (a server that restarts), for some seconds. */
async function patiently<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T> {
  for (const delayMs of RETRY_DELAYS_MS) {
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || !(error instanceof AppError) || !error.isRetryable) throw error;
      await new Promise((resolve) => setTimeout(resolve, delayMs));
      signal.throwIfAborted();
    }
  }
  return call();
}
