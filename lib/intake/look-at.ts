import type { Redactor } from "#lib/normalise/redact/redactor.ts";
import { type FirstLook, firstLook } from "#lib/parse/first-look.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { IntakeFile } from "#lib/store/intake-file.ts";
import { loadLaneRules } from "#lib/store/load-lane-rules.ts";
import { loadRedactor } from "#lib/store/load-redactor.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { ByteSource } from "#lib/streams/byte-source.ts";

/**
 * Reads a file's start and, where that is cheap, its end; the rules of its organisation decide the lane, unless its
 * sender chose one.
 */
export async function lookAt(file: IntakeFile, { source, sql }: { source: ByteSource; sql: Sql }): Promise<FirstLook> {
  const look = await firstLook({
    source,
    fileName: file.name,
    receivedAtMs: file.createdAtMs,
    sizeBytes: file.sizeBytes,
    inflate: nodeInflate,
    format: file.formatSetting,
    lane: file.laneSetting === null ? null : { lane: file.laneSetting, by: file.createdByEmail },
    rules: await loadLaneRules(sql, file.organizationId),
    from: { source: file.source, deployment: file.deployment, device: file.device },
  });
  const redactor = await loadRedactor(sql, file.organizationId);
  return redactor === null ? look : withoutSecrets(look, redactor);
}

/** What is kept of a first look obeys the rules as the records do. */
function withoutSecrets(look: FirstLook, redactor: Redactor): FirstLook {
  const { head, tail } = look.seen;
  return {
    ...look,
    laneReason: redactor.redactText(look.laneReason),
    seen: { ...look.seen, head: redactor.redactText(head), tail: tail === null ? null : redactor.redactText(tail) },
  };
}
