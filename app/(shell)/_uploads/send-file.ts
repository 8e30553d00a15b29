import type { SupabaseClient } from "@supabase/supabase-js";
import { DetailedError, type HttpRequest, Upload } from "tus-js-client";
import { AppError, UnavailableError } from "#lib/errors.ts";
import type { UploadPorts } from "./upload-ports.ts";

/** What Supabase Storage demands: every chunk but the last has exactly this size. */
const CHUNK_BYTES = 6 * 1024 * 1024;
/** About five minutes of trying before a person has to. */
const RETRY_DELAYS_MS = [0, 1000, 2000, 4000, 8000, 15_000, ...Array.from({ length: 10 }, () => 30_000)];
const STATUS_MISSING = 0;

/**
 * Sends a file into its slot by resumable upload. The upload's address is kept in this browser under the slot's key, so
 * the same file goes on where it stopped, after a reload as well. Ends with the bytes in storage or an AppError.
 */
export function sendFile(
  { file, slot, signal, onProgress, onTrouble }: Parameters<UploadPorts["send"]>[0],
  { supabase, publishableKey }: { supabase: SupabaseClient; publishableKey: string },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const session = sessionHeader(supabase);
    const upload = new Upload(file, {
      endpoint: slot.endpoint,
      chunkSize: CHUNK_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      uploadDataDuringCreation: true,
      removeFingerprintOnSuccess: true,
      headers: { apikey: publishableKey, "x-upsert": "false" },
      metadata: {
        bucketName: slot.bucket,
        objectName: slot.objectKey,
        contentType: "application/octet-stream",
        cacheControl: "3600",
      },
      fingerprint: async () => `sluice ${slot.bucket}/${slot.objectKey} ${file.size}`,
      onBeforeRequest: session.put,
      onProgress,
      onChunkComplete: () => onTrouble(null),
      onShouldRetry: (error) => {
        const status = statusOf(error);
        if (status === 401 || status === 403) return session.renewOnce();
        const isPassing = status === STATUS_MISSING || status >= 500 || [409, 423, 429].includes(status);
        if (isPassing)
          onTrouble(status === STATUS_MISSING ? "No connection; trying again" : "Storage is busy; trying again");
        return isPassing;
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(sendError(error)),
    });
    signal.addEventListener("abort", () => {
      upload.abort().finally(() => reject(signal.reason));
    });
    start(upload, signal).catch(reject);
  });
}

async function start(upload: Upload, signal: AbortSignal): Promise<void> {
  const [previous] = await upload.findPreviousUploads();
  signal.throwIfAborted();
  if (previous) upload.resumeFromPreviousUpload(previous);
  upload.start();
}

/** Each request carries the session as it is then; a token that was refused all the same is renewed once in a row. */
function sessionHeader(supabase: SupabaseClient): { put(request: HttpRequest): Promise<void>; renewOnce(): boolean } {
  let mustRenew = false;
  let renewals = 0;
  return {
    async put(request) {
      if (mustRenew) await supabase.auth.refreshSession();
      mustRenew = false;
      const { data } = await supabase.auth.getSession();
      if (data.session) request.setHeader("Authorization", `Bearer ${data.session.access_token}`);
    },
    renewOnce() {
      mustRenew = true;
      return renewals++ < 1;
    },
  };
}

function statusOf(error: Error | DetailedError): number {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? STATUS_MISSING) : STATUS_MISSING;
}

function sendError(error: Error | DetailedError): AppError {
  const status = statusOf(error);
  if (status === STATUS_MISSING) {
    return new UnavailableError(
      "The connection broke and did not come back. What was sent is kept; Retry goes on from there.",
      {
        cause: error,
      },
    );
  }
  if (status === 401 || status === 403) {
    return new AppError(
      "unauthenticated",
      "Storage did not accept this session. Sign in again, then drop the file again: it goes on from there.",
      {
        cause: error,
      },
    );
  }
  if (status === 413) {
    return new AppError("too_large", "Storage takes no file of this size. Compress or split it.", { cause: error });
  }
  return new UnavailableError(`Storage answered ${status}. What was sent is kept; Retry goes on from there.`, {
    cause: error,
  });
}
