import { createHash, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import busboy from "busboy";
import { type ByteFiles, writeAll } from "./byte-files.ts";
import type { ObjectFiles } from "./object-files.ts";
import { storageErrors } from "./storage-error.ts";
import type { ReceivedBytes } from "./store-object.ts";

export interface ReceivedUpload extends ReceivedBytes {
  mimeType: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
}

export interface ReceiveOptions {
  disk: ObjectFiles;
  files: ByteFiles;
  maxBytes: number;
  /** Throws when the type is not wanted; asked before the bytes are read. */
  checkMimeType(mimeType: string): void;
}

const NO_CACHE = "no-cache";

/** Streams a request's body, raw or multipart, into a file of its own. Nothing is left when it fails. */
export async function receiveUpload(request: IncomingMessage, options: ReceiveOptions): Promise<ReceivedUpload> {
  const path = options.disk.incomingPath(randomUUID());
  try {
    const contentType = request.headers["content-type"] ?? "application/octet-stream";
    if (/^multipart\/form-data/i.test(contentType)) return await receiveForm(request, path, options);
    // A failure must not destroy the request: its connection still has to carry the answer.
    const body = request.iterator({ destroyOnReturn: false });
    const bytes = await receiveBytes(body, { path, mimeType: contentType, options });
    return {
      ...bytes,
      cacheControl: request.headers["cache-control"] ?? NO_CACHE,
      userMetadata: metadataFromHeader(request.headers["x-metadata"]),
    };
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

type Bytes = ReceivedBytes & { mimeType: string };

async function receiveBytes(
  source: AsyncIterable<Uint8Array>,
  { path, mimeType, options }: { path: string; mimeType: string; options: ReceiveOptions },
): Promise<Bytes> {
  options.checkMimeType(mimeType);
  const hash = createHash("md5");
  let receivedBytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      receivedBytes += chunk.length;
      if (receivedBytes > options.maxBytes) throw storageErrors.tooLarge();
      hash.update(chunk);
      yield chunk;
    }
  }
  const sizeBytes = await writeAll(options.files, { path, flags: "wx", positionBytes: 0 }, counted());
  return { path, sizeBytes, eTag: hash.digest("hex"), mimeType };
}

async function receiveForm(request: IncomingMessage, path: string, options: ReceiveOptions): Promise<ReceivedUpload> {
  const form = parserFor(request);
  const fields = new Map<string, string>();
  let file: Promise<Bytes> | null = null;
  form.on("field", (name, value) => fields.set(name, value));
  form.on("file", (_name, stream, { mimeType }) => {
    file = receiveBytes(stream, { path, mimeType, options });
    // A failing disk must end the reading of the form too.
    file.catch((error: Error) => form.destroy(error));
  });
  const parsed = await readThrough(request, form);
  // The file's own failure says more than the form's that it caused. (Assigned in a callback, so TypeScript can't see it.)
  const bytes = await (file as Promise<Bytes> | null);
  if (parsed) throw parsed.error;
  if (!bytes) throw storageErrors.invalidRequest("The form holds no file.");
  const cacheControl = fields.get("cacheControl");
  return {
    ...bytes,
    cacheControl: cacheControl === undefined ? NO_CACHE : `max-age=${Number.parseInt(cacheControl, 10) || 0}`,
    userMetadata: parseMetadata(fields.get("metadata")),
  };
}

/** Like pipeline(), but leaves the request alive when the form fails. Never rejects. */
function readThrough(request: IncomingMessage, form: busboy.Busboy): Promise<{ error: unknown } | null> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => {
      request.unpipe(form);
      form.destroy();
      resolve({ error });
    };
    request.once("error", fail);
    form.once("error", fail);
    form.once("close", () => resolve(null));
    request.pipe(form);
  });
}

function parserFor(request: IncomingMessage): busboy.Busboy {
  try {
    return busboy({ headers: request.headers, limits: { files: 1, fields: 20, fieldSize: 64 * 1024 } });
  } catch {
    throw storageErrors.invalidRequest("The form can't be read: its boundary is missing.");
  }
}

function metadataFromHeader(value: string | string[] | undefined): Record<string, unknown> | null {
  return typeof value === "string" ? parseMetadata(Buffer.from(value, "base64").toString("utf8")) : null;
}

/** @throws StorageError when it is not a JSON object */
export function parseMetadata(text: string | null | undefined): Record<string, unknown> | null {
  if (text === undefined || text === null || text === "") return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Said below.
  }
  throw storageErrors.invalidRequest("The metadata is not a JSON object.");
}
