import type { ObjectAddress } from "#lib/platform/storage.ts";
import {
  findSameContent,
  findUnfinishedUpload,
  insertFile,
  linkDuplicate,
  lockContent,
  setContext,
} from "#lib/store/intake-file.ts";
import { requireFormat } from "#lib/store/load-formats.ts";
import { recordEvent } from "#lib/store/record-event.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import type { Sql, TransactionSql } from "#lib/store/sql.ts";
import { checkSize } from "./check-size.ts";
import type { NewFileInput } from "./new-file.ts";
import { objectKey } from "./object-key.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

export type Received =
  /** A row to upload for. `isStored`: the bytes are there already, only completion is missing. */
  | { kind: "upload"; file: { id: string; name: string }; object: ObjectAddress; isStored: boolean }
  /** The organisation has this content: the new row is linked to it and needs no bytes. */
  | { kind: "duplicate"; file: { id: string; name: string }; duplicateOf: { id: string; name: string } };

const BUCKET = "deployment-logs";

/**
 * Makes the row of a file before its upload. The same content again links to the first file; an unfinished upload of
 * the same person gives the same row and key, so that it can be resumed.
 * @throws ForbiddenError for viewers; InvalidInputError unprocessable (empty), too_large
 */
export async function receive(
  { sender, input }: { sender: Sender; input: NewFileInput },
  { sql, newId }: { sql: Sql; newId(): string },
): Promise<Received> {
  requireOperator(sender, sender.organizationId);
  checkSize(input.name, input.sizeBytes);
  await requireFormat(sql, { organizationId: sender.organizationId, format: input.format ?? null });
  return repeatTransaction(sql, (tx) => receiveLocked(tx, { sender, input, newId }));
}

async function receiveLocked(
  tx: TransactionSql,
  { sender, input, newId }: { sender: Sender; input: NewFileInput; newId(): string },
): Promise<Received> {
  const { organizationId, userId } = sender;
  const content = { organizationId, sha256: input.sha256, sizeBytes: input.sizeBytes };
  await lockContent(tx, organizationId, input.sha256);
  const original = await findSameContent(tx, content);
  const unfinished = await findUnfinishedUpload(tx, { ...content, userId });
  const file = unfinished ?? (await insertNew(tx, { sender, input, fileId: newId() }));
  await setContext(
    tx,
    { id: file.id, organizationId },
    {
      deployment: input.deployment ?? null,
      device: input.device ?? null,
      timeZone: input.timeZone ?? null,
      format: input.format ?? null,
      lane: input.lane ?? null,
    },
  );
  if (original) {
    await linkAsDuplicate(tx, { file: { ...file, organizationId }, original, actor: userId });
    return { kind: "duplicate", file, duplicateOf: original };
  }
  return {
    kind: "upload",
    file: { id: file.id, name: file.name },
    object: { bucket: BUCKET, objectKey: file.objectKey },
    isStored: unfinished?.isStored ?? false,
  };
}

async function insertNew(
  tx: TransactionSql,
  { sender, input, fileId }: { sender: Sender; input: NewFileInput; fileId: string },
): Promise<{ id: string; name: string; objectKey: string }> {
  const key = objectKey({ organizationId: sender.organizationId, fileId, name: input.name });
  await insertFile(tx, {
    id: fileId,
    organizationId: sender.organizationId,
    source: input.source,
    objectKey: key,
    name: input.name,
    sizeBytes: input.sizeBytes,
    sha256: input.sha256,
    createdBy: sender.userId,
  });
  await recordEvent(tx, {
    organizationId: sender.organizationId,
    fileId,
    kind: "received",
    fromStatus: null,
    toStatus: "pending",
    actor: sender.userId,
    reason: "Announced; its bytes are on their way.",
    details: { sizeBytes: input.sizeBytes },
  });
  return { id: fileId, name: input.name, objectKey: key };
}

/** Ends a file as the same content as one that is there. */
export async function linkAsDuplicate(
  tx: TransactionSql,
  link: {
    file: { id: string; organizationId: string };
    original: { id: string; name: string };
    actor: string | null;
  },
): Promise<void> {
  await linkDuplicate(tx, link.file.id, link.original);
  await recordEvent(tx, {
    organizationId: link.file.organizationId,
    fileId: link.file.id,
    kind: "duplicate",
    fromStatus: "pending",
    toStatus: "completed",
    actor: link.actor,
    reason: `The same content as ${link.original.name}; linked to it.`,
    details: { duplicateOf: link.original.id },
  });
}
