import { AppError, InvalidInputError, UnavailableError } from "#lib/errors.ts";
import { faultReport } from "#lib/platform/fault-report.ts";
import type { ObjectAddress } from "#lib/platform/storage.ts";
import { findFile, insertFile, setContent, setContext } from "#lib/store/intake-file.ts";
import { requireFormat } from "#lib/store/load-formats.ts";
import { recordEvent } from "#lib/store/record-event.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { checkSize } from "./check-size.ts";
import { type Completed, type CompletePorts, complete, failUpload } from "./complete.ts";
import type { UploadFields } from "./new-file.ts";
import { objectKey } from "./object-key.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

export interface UploadPorts extends CompletePorts {
  newId(): string;
  /** Streams the bytes into storage with the sender's own rights; resolves when they are stored. */
  store(object: ObjectAddress): Promise<{ sizeBytes: number; sha256: string }>;
  /** What came with the file; fields may follow it, so they are asked for after it. */
  fields(): UploadFields;
}

const BUCKET = "deployment-logs";

/**
 * Takes a file whose bytes come with the request: row, storage, length and SHA-256 checked, queued.
 * Whatever goes wrong leaves the row failed with its reason and no bytes behind.
 * @throws ForbiddenError, InvalidInputError unprocessable (empty, other length or hash) or too_large, UnavailableError
 */
export async function upload(
  { sender, name, announcedBytes }: { sender: Sender; name: string; announcedBytes: number },
  ports: UploadPorts,
): Promise<Completed & { sha256: string; sizeBytes: number }> {
  requireOperator(sender, sender.organizationId);
  const fileId = ports.newId();
  const object = { bucket: BUCKET, objectKey: objectKey({ organizationId: sender.organizationId, fileId, name }) };
  await announce({ sender, fileId, name, announcedBytes, object }, ports);
  try {
    const stored = await ports.store(object);
    await check({ sender, fileId, name, stored }, ports);
    return { ...(await complete({ fileId, sender }, ports)), ...stored };
  } catch (cause) {
    await undo({ fileId, object, error: toAppError(cause), actor: sender.userId }, ports);
    throw cause;
  }
}

async function announce(
  input: { sender: Sender; fileId: string; name: string; announcedBytes: number; object: ObjectAddress },
  { sql }: UploadPorts,
): Promise<void> {
  const { sender, fileId, name, object } = input;
  await repeatTransaction(sql, async (tx) => {
    await insertFile(tx, {
      id: fileId,
      organizationId: sender.organizationId,
      source: "api",
      objectKey: object.objectKey,
      name,
      sizeBytes: input.announcedBytes,
      sha256: null,
      createdBy: sender.userId,
    });
    await recordEvent(tx, {
      organizationId: sender.organizationId,
      fileId,
      kind: "received",
      fromStatus: null,
      toStatus: "pending",
      actor: sender.userId,
      reason: "Sent to the API; its bytes are on their way.",
    });
  });
}

async function check(
  input: { sender: Sender; fileId: string; name: string; stored: { sizeBytes: number; sha256: string } },
  { sql, fields }: UploadPorts,
): Promise<void> {
  const { sender, fileId, name, stored } = input;
  const { size, sha256, deployment, device, timeZone, format, lane } = fields();
  checkSize(name, stored.sizeBytes);
  await requireFormat(sql, { organizationId: sender.organizationId, format: format ?? null });
  if (size !== undefined && size !== stored.sizeBytes) {
    throw new InvalidInputError(
      `${stored.sizeBytes} bytes arrived instead of ${size}. Nothing was kept; send it again.`,
      {
        code: "unprocessable",
        details: { expectedBytes: size, receivedBytes: stored.sizeBytes },
      },
    );
  }
  if (sha256 !== undefined && sha256 !== stored.sha256) {
    throw new InvalidInputError("The bytes that arrived have another SHA-256. Nothing was kept; send it again.", {
      code: "unprocessable",
      details: { expectedSha256: sha256, receivedSha256: stored.sha256 },
    });
  }
  await repeatTransaction(sql, async (tx) => {
    await setContent(tx, fileId, stored);
    await setContext(
      tx,
      { id: fileId, organizationId: sender.organizationId },
      {
        deployment: deployment ?? null,
        device: device ?? null,
        timeZone: timeZone ?? null,
        format: format ?? null,
        lane: lane ?? null,
      },
    );
  });
}

/** A file that reached the queue before the error stays there; anything else ends, without bytes left behind. */
async function undo(
  input: { fileId: string; object: ObjectAddress; error: AppError; actor: string },
  ports: UploadPorts,
): Promise<void> {
  try {
    const file = await findFile(ports.sql, input.fileId);
    if (!file || file.isQueued || file.duplicateOf) return;
    await failUpload(ports.sql, input);
    await ports.removeObject(input.object);
  } catch (error) {
    // The sweep ends what is left; the sender must hear of the first error, not of this one.
    console.error("A broken upload could not be cleaned up yet:", error);
  }
}

function toAppError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  const fault = faultReport(cause);
  if (fault !== null) return fault;
  return new UnavailableError("The upload broke off before all of it had arrived. Nothing was kept; send it again.", {
    cause,
  });
}
