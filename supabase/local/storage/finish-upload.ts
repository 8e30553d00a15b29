import { randomUUID } from "node:crypto";
import { access, writeFile } from "node:fs/promises";
import type { Upload } from "@tus/server";
import type { Caller } from "../caller.ts";
import type { StoragePorts } from "./storage-ports.ts";
import { type NewObject, storeObject } from "./store-object.ts";
import type { UploadStore } from "./upload-store.ts";

export type FinishUpload = (upload: Upload, caller: Caller, object: NewObject) => Promise<void>;

/**
 * Turns a complete upload into an object, once, however often it is asked. The upload stays for a while as a second
 * name of the same bytes, so that a client that lost our last answer is told that it is complete.
 */
export function finishUpload(ports: StoragePorts, store: UploadStore): FinishUpload {
  const running = new Map<string, Promise<void>>();
  return (upload, caller, object) => {
    const known = running.get(upload.id);
    if (known) return known;
    const work = finish(upload, caller, object).finally(() => running.delete(upload.id));
    running.set(upload.id, work);
    return work;
  };

  async function finish(upload: Upload, caller: Caller, object: NewObject): Promise<void> {
    const path = store.pathOf(upload.id);
    if (await exists(doneMark(path))) return;
    const bytes = { path, sizeBytes: upload.size ?? 0, eTag: randomUUID().replaceAll("-", "") };
    await storeObject(ports, { caller, object, bytes });
    await writeFile(doneMark(path), "");
  }
}

/** Beside an upload whose object exists. */
export function doneMark(uploadPath: string): string {
  return `${uploadPath}.done`;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
