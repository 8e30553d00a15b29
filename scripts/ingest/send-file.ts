import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { DetailedError, Upload, type UrlStorage } from "tus-js-client";
import { z } from "zod";
import { callApi } from "./api.ts";
import type { LocalFile } from "./find-files.ts";
import type { Target } from "./target.ts";
import type { IngestArguments } from "./usage.ts";

export interface SendOptions {
  target: Target;
  /** Said of the file when it is announced; the server checks it. */
  context: Pick<IngestArguments, "deployment" | "device" | "timeZone" | "format" | "lane">;
  urlStorage: UrlStorage;
  onProgress(sentBytes: number, totalBytes: number): void;
}

/** What the hosted storage demands of every piece but the last. */
const PIECE_BYTES = 6 * 1024 * 1024;
/** Pauses while nothing gets through, a minute in all: a storage that restarts, with its database, is back before. */
const RETRY_DELAYS_MS = [0, 500, 1000, 2000, ...Array.from({ length: 14 }, () => 4000)];

const announcedSchema = z.object({
  file: z.object({ id: z.string() }),
  duplicateOf: z.object({ id: z.string(), name: z.string() }).optional(),
  upload: z
    .object({ endpoint: z.string(), bucket: z.string(), objectKey: z.string(), isStored: z.boolean() })
    .optional(),
});

/** Sends a file the way the browser does: announce, upload in pieces that can be resumed, complete. Returns its job. */
export async function sendFile(file: LocalFile, options: SendOptions): Promise<{ jobId: string }> {
  const { target, context } = options;
  const { size } = await stat(file.path);
  const body = {
    name: file.name,
    sizeBytes: size,
    sha256: await sha256Of(file.path),
    ...context,
    source: "cli",
  };
  const announced = await callApi(target, { method: "POST", path: "/api/v1/files", body, schema: announcedSchema });
  const jobId = announced.file.id;
  if (announced.duplicateOf || !announced.upload) return { jobId };
  if (!announced.upload.isStored) await uploadPieces(file.path, size, announced.upload, options);
  await callApi(target, { method: "POST", path: `/api/v1/files/${jobId}/complete`, schema: z.unknown() });
  return { jobId };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest("hex");
}

interface UploadTarget {
  endpoint: string;
  bucket: string;
  objectKey: string;
}

async function uploadPieces(path: string, sizeBytes: number, to: UploadTarget, options: SendOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(fileOf(path), {
      endpoint: to.endpoint,
      uploadSize: sizeBytes,
      chunkSize: PIECE_BYTES,
      retryDelays: RETRY_DELAYS_MS,
      metadata: {
        bucketName: to.bucket,
        objectName: to.objectKey,
        contentType: "application/octet-stream",
        cacheControl: "3600",
      },
      headers: { "x-upsert": "false" },
      // Asked for anew each time: an upload may take longer than a token lives.
      onBeforeRequest: async (request) => request.setHeader("authorization", `Bearer ${await options.target.token()}`),
      fingerprint: async () => `${to.bucket}/${to.objectKey}`,
      urlStorage: options.urlStorage,
      removeFingerprintOnSuccess: true,
      onProgress: options.onProgress,
      onSuccess: () => resolve(),
      // Somebody else's upload of this row was faster: what counts is that it is there.
      onError: (error) => (statusOf(error) === 409 ? resolve() : reject(uploadError(error))),
    });
    upload.findPreviousUploads().then((previous) => {
      const [latest] = previous;
      if (latest) upload.resumeFromPreviousUpload(latest);
      upload.start();
    }, reject);
  });
}

/** The library reads pieces of a Node file stream by its path; its types know browsers only. */
function fileOf(path: string): File {
  return createReadStream(path) as unknown as File;
}

function statusOf(error: Error | DetailedError): number | null {
  return error instanceof DetailedError ? (error.originalResponse?.getStatus() ?? null) : null;
}

function uploadError(error: Error | DetailedError): Error {
  const status = statusOf(error);
  if (status === 401 || status === 403) {
    return new Error(
      "The storage refused the upload: the token has expired or lacks the right. Sign in anew and repeat the command; the upload goes on where it stopped.",
    );
  }
  const reason = status === null ? "the connection broke" : `the storage answered ${status}`;
  return new Error(`The upload did not finish: ${reason}. Repeat the command; it goes on where it stopped.`, {
    cause: error,
  });
}
