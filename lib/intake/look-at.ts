import { type FirstLook, firstLook } from "#lib/parse/first-look.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IntakeFile } from "#lib/store/intake-file.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/** Reads a file's start and, where that is cheap, its end; what its sender chose counts first. */
export function lookAt(file: IntakeFile, source: ByteSource): Promise<FirstLook> {
  return firstLook({
    source,
    fileName: file.name,
    receivedAtMs: file.createdAtMs,
    sizeBytes: file.sizeBytes,
    inflate: nodeInflate,
    format: file.formatSetting,
    lane: file.laneSetting === null ? null : { lane: file.laneSetting, by: file.createdByEmail },
  });
}
