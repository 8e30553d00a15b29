import type postgres from "postgres";
import type { Handler } from "../auth-and-rest.ts";
import type { ApiKeys } from "../caller.ts";
import { isDatabaseAway } from "../database-away.ts";
import type { ByteFiles } from "./byte-files.ts";
import { objectFiles } from "./object-files.ts";
import { RESUMABLE_PATH, resumableUploads } from "./resumable-uploads.ts";
import { signedAddresses } from "./signed-addresses.ts";
import type { StoragePorts } from "./storage-ports.ts";
import { answerStorage } from "./storage-routes.ts";
import { sweepStorage } from "./sweep-storage.ts";
import { UploadStore } from "./upload-store.ts";

export interface StorageOptions {
  sql: postgres.Sql;
  keys: ApiKeys;
  directory: string;
  signingSecret: string;
  maxObjectBytes: number;
  files: ByteFiles;
  origins: ReadonlySet<string>;
}

export interface RunningStorage {
  handle: Handler;
  close(): void;
}

/** Hosted Storage keeps an unfinished upload for a day. */
const UPLOAD_EXPIRES_AFTER_MS = 24 * 60 * 60_000;
const AGES = { uploadMs: UPLOAD_EXPIRES_AFTER_MS, finishedUploadMs: 60 * 60_000, orphanMs: UPLOAD_EXPIRES_AFTER_MS };
const SWEEP_INTERVAL_MS = 10 * 60_000;

/** /storage/v1: bytes on disk, rows in storage.objects under the caller's policies. */
export async function startStorage(options: StorageOptions): Promise<RunningStorage> {
  const disk = await objectFiles(options.directory);
  const ports: StoragePorts = { ...options, disk, signed: signedAddresses(options.signingSecret) };
  const store = new UploadStore({
    directory: disk.uploadsDir,
    files: options.files,
    expiresAfterMs: UPLOAD_EXPIRES_AFTER_MS,
  });
  const resumable = resumableUploads(ports, { store, origins: options.origins });
  const sweep = () =>
    sweepStorage(ports, { ages: AGES, nowMs: Date.now() }).catch((error: unknown) => {
      // The next round comes soon enough.
      if (!isDatabaseAway(error)) console.error("Sweeping the storage failed:", error);
    });
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS);
  void sweep();
  return {
    async handle(request, response, url) {
      const isResumable = url.pathname === RESUMABLE_PATH || url.pathname.startsWith(`${RESUMABLE_PATH}/`);
      await (isResumable
        ? resumable.handle({ request, response, url })
        : answerStorage({ request, response, url }, ports));
    },
    close: () => clearInterval(timer),
  };
}
