import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { PreviousUpload, UrlStorage } from "tus-js-client";

type StoredUploads = Record<string, PreviousUpload & { fingerprint: string }>;

/** Remembers in a small file where unfinished uploads go on, so that the same command continues after a break. */
export function uploadUrls(path: string): UrlStorage {
  const read = (): StoredUploads => {
    try {
      return JSON.parse(readFileSync(path, "utf8"));
    } catch {
      return {};
    }
  };
  const write = (uploads: StoredUploads) => {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(uploads), { mode: 0o600 });
    renameSync(draft, path);
  };
  return {
    findAllUploads: async () => Object.values(read()),
    findUploadsByFingerprint: async (fingerprint) =>
      Object.values(read()).filter((upload) => upload.fingerprint === fingerprint),
    async removeUpload(key) {
      const { [key]: _, ...rest } = read();
      write(rest);
    },
    async addUpload(fingerprint, upload) {
      write({ ...read(), [fingerprint]: { ...upload, fingerprint, urlStorageKey: fingerprint } });
      return fingerprint;
    },
  };
}
