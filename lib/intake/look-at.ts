import { type FirstLook, firstLook } from "#lib/parse/first-look.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IntakeFile } from "#lib/store/intake-file.ts";
import { loadLookRules } from "#lib/store/load-look-rules.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/**
 * Reads a file's start and, where that is cheap, its end; the rules of its organisation decide the lane, unless its
 * sender chose one.
 */
export async function lookAt(file: IntakeFile, { source, sql }: { source: ByteSource; sql: Sql }): Promise<FirstLook> {
  return firstLook({
    source,
    fileName: file.name,
    receivedAtMs: file.createdAtMs,
    sizeBytes: file.sizeBytes,
    inflate: nodeInflate,
    format: file.formatSetting,
    lane: file.laneSetting === null ? null : { lane: file.laneSetting, by: file.createdByEmail },
    ...(await loadLookRules(sql, file.organizationId)),
    from: { source: file.source, deployment: file.deployment, device: file.device },
  });
}
