import { UnreadableContentError } from "#lib/errors.ts";
import { type ObjectAddress, openObject } from "#lib/platform/storage.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { type ResumeOptions, resumingSource } from "./resuming-source.ts";

/**
 * A stored object as a source. A connection that breaks or stalls is opened anew at the byte reached.
 * Its readings throw NotFoundError when the object is gone, UnavailableError when the storage stays away and
 * UnreadableContentError when the object is not as long as the file was said to be.
 */
export function storageObject(object: ObjectAddress & { sizeBytes: number }, options: ResumeOptions = {}): ByteSource {
  const { sizeBytes } = object;
  async function openAt(position: number, signal: AbortSignal) {
    const { body, totalBytes } = await openObject(object, { startBytes: position }, signal);
    if (totalBytes !== sizeBytes) {
      throw new UnreadableContentError(
        `The stored object has ${totalBytes} bytes instead of ${sizeBytes}. Upload the file again.`,
        { byteOffset: position },
      );
    }
    return body;
  }
  return resumingSource({ sizeBytes, openAt }, options);
}
