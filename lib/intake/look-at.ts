import { type FirstLook, firstLook } from "#lib/parse/first-look.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IntakeFile } from "#lib/store/intake-file.ts";
import { loadFormats } from "#lib/store/load-formats.ts";
import { loadLaneRules } from "#lib/store/load-lane-rules.ts";
import { loadRedactor } from "#lib/store/load-redactor.ts";
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
    formats: await loadFormats(sql, file.organizationId),
    rules: await loadLaneRules(sql, file.organizationId),
    redactor: await loadRedactor(sql, file.organizationId),
    from: { source: file.source, deployment: file.deployment, device: file.device },
  });
}
