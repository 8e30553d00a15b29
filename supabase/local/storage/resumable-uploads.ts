import { randomBytes } from "node:crypto";
import { Server, type ServerOptions } from "@tus/server";
import { type Caller, identifyCaller, RefusedCallerError } from "../caller.ts";
import { checkMimeType, maxObjectBytes } from "./accepted-object.ts";
import { finishUpload } from "./finish-upload.ts";
import { checkedKey } from "./object-key.ts";
import { findBucket } from "./object-rows.ts";
import { parseMetadata } from "./receive-upload.ts";
import { storageErrors, toStorageError } from "./storage-error.ts";
import type { Exchange, StoragePorts } from "./storage-ports.ts";
import { type NewObject, probeInsert } from "./store-object.ts";
import type { UploadStore } from "./upload-store.ts";

export const RESUMABLE_PATH = "/storage/v1/upload/resumable";

type TusRequest = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[0];
type TusUpload = Parameters<NonNullable<ServerOptions["onUploadFinish"]>>[1];

export interface ResumableUploads {
  handle(exchange: Exchange): Promise<void>;
}

/**
 * TUS 1.0 as hosted Storage speaks it: the object's bucket and key come as metadata, its policies are asked before
 * the first byte and again when the row is written. An upload belongs to who began it; an expired token gets 401 and
 * the same upload goes on with a fresh one.
 */
export function resumableUploads(
  ports: StoragePorts,
  { store, origins }: { store: UploadStore; origins: ReadonlySet<string> },
): ResumableUploads {
  const finish = finishUpload(ports, store);
  const server = new Server({
    path: RESUMABLE_PATH,
    datastore: store,
    allowedOrigins: (origin) => origins.has(origin),
    // As long as a secret: the address alone must not be guessable.
    namingFunction: () => randomBytes(24).toString("base64url"),
    async onIncomingRequest(request, id) {
      const caller = await callerOf(request, ports);
      if (request.method === "POST") return;
      const upload = await store.getUpload(id);
      checkOwner(upload, caller);
      // All bytes came but the answer, or we, got lost before the row was written: now is the time.
      if (request.method === "HEAD" && upload.offset === upload.size)
        await finish(upload, caller, plannedObject(upload));
    },
    async onUploadCreate(request, upload) {
      const caller = await callerOf(request, ports);
      const metadata = {
        ...upload.metadata,
        owner: caller.claims.sub ?? "",
        role: caller.role,
        upsert: String(request.headers.get("x-upsert") === "true"),
      };
      await checkNewUpload({ size: upload.size, metadata }, caller, ports);
      return { metadata };
    },
    async onUploadFinish(request, upload) {
      await finish(upload, await callerOf(request, ports, { mayHaveExpired: true }), plannedObject(upload));
      return {};
    },
    onResponseError: (_request, error) => answerOf(error),
  });
  return { handle: ({ request, response }) => server.handle(request, response) };
}

async function checkNewUpload(
  upload: Pick<TusUpload, "size" | "metadata">,
  caller: Caller,
  ports: StoragePorts,
): Promise<void> {
  const object = plannedObject(upload);
  const bucket = await findBucket(ports.sql, object.bucket);
  // A length that comes later could not be held against the limits.
  if (upload.size === undefined) throw storageErrors.invalidRequest("Upload-Length is required.");
  if (upload.size > maxObjectBytes(bucket, ports.maxObjectBytes)) throw storageErrors.tooLarge();
  checkMimeType(bucket, object.mimeType);
  await probeInsert(ports.sql, caller, object);
}

/** @throws StorageError */
function plannedObject({ metadata }: Pick<TusUpload, "metadata">): NewObject {
  const seconds = Number.parseInt(metadata?.cacheControl ?? "", 10);
  return {
    bucket: checkedKey(metadata?.bucketName ?? ""),
    key: checkedKey(metadata?.objectName ?? ""),
    isUpsert: metadata?.upsert === "true",
    ownerId: metadata?.owner || null,
    mimeType: metadata?.contentType || "application/octet-stream",
    cacheControl: Number.isFinite(seconds) ? `max-age=${seconds}` : "no-cache",
    userMetadata: parseMetadata(metadata?.metadata),
  };
}

// A token that was good when its request began is good to its end, however long the bytes took.
const callersOfRequests = new WeakMap<TusRequest, Caller>();

async function callerOf(
  request: TusRequest,
  { keys }: StoragePorts,
  options = { mayHaveExpired: false },
): Promise<Caller> {
  const known = options.mayHaveExpired ? callersOfRequests.get(request) : undefined;
  if (known) return known;
  const caller = await identifyCaller(Object.fromEntries(request.headers), keys);
  callersOfRequests.set(request, caller);
  return caller;
}

function checkOwner({ metadata }: TusUpload, { role, claims }: Caller): void {
  if (role === "service_role") return;
  if (metadata?.role !== role || (metadata?.owner ?? "") !== (claims.sub ?? "")) {
    throw storageErrors.unauthorized("This upload belongs to somebody else.");
  }
}

/** TUS clients look at the HTTP status itself; the protocol's own errors stay as they are. */
function answerOf(
  error: Error | { status_code: number; body: string },
): { status_code: number; body: string } | undefined {
  if ("status_code" in error) return undefined;
  const known =
    error instanceof RefusedCallerError ? storageErrors.unauthenticated(error.message) : toStorageError(error);
  if (known.statusCode === 500) console.error(error);
  return { status_code: known.statusCode, body: JSON.stringify(known) };
}
