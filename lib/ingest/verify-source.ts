import { UnreadableContentError } from "#lib/errors.ts";
import type { HashingSource, SourceDigest } from "./hashing-source.ts";

// After a cold resume nothing has seen all bytes. Reading them again must still fit into one step.
const MAX_REREAD_BYTES = 2 * 1024 ** 3;

export interface ExpectedContent {
  sizeBytes: number;
  /** Null when the uploader named none. */
  sha256: string | null;
}

/**
 * Throws when the bytes that were read are not the ones that were announced. False = too large to be read again after
 * a resume, so nothing can be said.
 */
export async function verifySource(source: HashingSource, expected: ExpectedContent): Promise<boolean> {
  const digest = source.digest() ?? (await readAgain(source, expected));
  if (digest === null) return false;
  if (digest.sizeBytes !== expected.sizeBytes) {
    throw new UnreadableContentError(
      `The stored file has ${digest.sizeBytes} bytes, but ${expected.sizeBytes} were announced: it was cut short or changed on its way. What was read is kept; upload the file again to be sure of it.`,
      { details: { sizeBytes: digest.sizeBytes, announcedBytes: expected.sizeBytes } },
    );
  }
  if (expected.sha256 !== null && digest.sha256 !== expected.sha256) {
    throw new UnreadableContentError(
      "The stored file is not the one that was announced: its SHA-256 differs. What was read is kept, but may not be what was sent; upload the file again.",
      { details: { sha256: digest.sha256, announcedSha256: expected.sha256 } },
    );
  }
  return true;
}

async function readAgain(source: HashingSource, expected: ExpectedContent): Promise<SourceDigest | null> {
  if (expected.sizeBytes > MAX_REREAD_BYTES) return null;
  for await (const _ of source.open(0)) {
    // Hashing is what the source does while it is read.
  }
  return source.digest();
}
