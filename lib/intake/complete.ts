import { type AppError, ConflictError, InvalidInputError, NotFoundError } from "#lib/errors.ts";
import type { Dispatched } from "#lib/model/queue.ts";
import type { ObjectAddress } from "#lib/platform/storage.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { findFile, findSameContent, type IntakeFile, lockContent } from "#lib/store/intake-file.ts";
import { type FirstLook, queueFile } from "#lib/store/queue-file.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import type { Sql, TransactionSql } from "#lib/store/sql.ts";
import { stopFile } from "#lib/store/stop-file.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { linkAsDuplicate } from "./receive.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

export interface CompletePorts extends DispatchPorts {
  objectSize(object: ObjectAddress): Promise<number | null>;
  removeObject(object: ObjectAddress): Promise<void>;
  /** Reads the start and, where that is cheap, the end of the stored file. */
  lookAt(file: IntakeFile): Promise<FirstLook>;
}

export interface Completed {
  jobId: string;
  duplicateOf: { id: string; name: string } | null;
}

/**
 * Takes an uploaded file into the queue: its object is there and as long as announced, its format and lane are known,
 * and whatever may start now starts. Asking again changes nothing. `sender` null = the system.
 * @throws NotFoundError, ForbiddenError, ConflictError (not uploaded yet, or ended), InvalidInputError unprocessable (length)
 */
export async function complete(
  { fileId, sender }: { fileId: string; sender: Sender | null },
  ports: CompletePorts,
): Promise<Completed> {
  const file = await findFile(ports.sql, fileId);
  if (!file) throw new NotFoundError("There is no such file.");
  if (sender) requireOperator(sender, file.organizationId);
  if (file.isQueued || file.duplicateOf) return { jobId: file.id, duplicateOf: null };
  if (file.status !== "pending") {
    throw new ConflictError("This upload has ended: it failed or was cancelled. Send the file again.", {
      details: { status: file.status },
    });
  }
  await checkObject(file, ports);
  const look = await ports.lookAt(file);
  const actor = sender?.userId ?? null;
  const decided = await repeatTransaction(ports.sql, (tx) => decide(tx, { file, look, actor }));
  if (decided.original) await ports.removeObject(file);
  await dispatch(decided.dispatched, ports);
  return { jobId: file.id, duplicateOf: decided.original };
}

async function checkObject(file: IntakeFile, ports: CompletePorts): Promise<void> {
  const storedBytes = await ports.objectSize(file);
  if (storedBytes === null) {
    throw new ConflictError("The upload of this file is not finished. Resume it, then complete it.", {
      details: { fileId: file.id },
    });
  }
  if (storedBytes === file.sizeBytes) return;
  // Of a file sent to the API the row has the request's length until its bytes were measured: that never came to pass.
  const message =
    file.source === "api" && file.sha256 === null
      ? "The server ended while this file was sent, so it is not known to be whole. Nothing was kept; send it again."
      : `The stored file has ${storedBytes} bytes instead of the announced ${file.sizeBytes}. It was not read; send it again.`;
  const error = new InvalidInputError(message, {
    code: "unprocessable",
    details: { storedBytes, announcedBytes: file.sizeBytes },
  });
  await failUpload(ports.sql, { fileId: file.id, error, actor: file.createdBy });
  await ports.removeObject(file);
  throw error;
}

/** Ends an upload that can't be used, with the reason the sender is told. */
export async function failUpload(
  sql: Sql,
  { fileId, error, actor }: { fileId: string; error: AppError; actor: string | null },
): Promise<void> {
  const failure = { code: error.code, message: error.message };
  await repeatTransaction(sql, (tx) => stopFile(tx, { fileId, failure, kind: "failed", actor }));
}

interface Decided {
  original: { id: string; name: string } | null;
  dispatched: Dispatched[];
}

async function decide(
  tx: TransactionSql,
  { file, look, actor }: { file: IntakeFile; look: FirstLook; actor: string | null },
): Promise<Decided> {
  const { id, organizationId, sha256 } = file;
  if (sha256 !== null) {
    await lockContent(tx, organizationId, sha256);
    // Somebody else's upload of the same content was faster.
    const original = await findSameContent(tx, { organizationId, sha256, exceptId: id });
    if (original) {
      await linkAsDuplicate(tx, { file, original, actor });
      return { original, dispatched: [] };
    }
  }
  const isQueued = await queueFile(tx, { fileId: id, look, actor });
  return { original: null, dispatched: isQueued ? await admitWaiting(tx, await databaseNowMs(tx)) : [] };
}
