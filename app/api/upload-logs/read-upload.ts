import { createHash } from "node:crypto";
import { Readable, Transform } from "node:stream";
import { ReadableStream as WebStream } from "node:stream/web";
import busboy from "busboy";
import type { z } from "zod";
import { AppError, InvalidInputError } from "#lib/errors.ts";
import { newFileSchema } from "#lib/intake/new-file.ts";

export interface IncomingUpload {
  name: string;
  contentType: string;
  /** The bytes as they arrive: nothing is read ahead of who takes them. */
  body: ReadableStream<Uint8Array>;
  /** Length and hash of what has passed, once `body` has ended. */
  measured(): { sizeBytes: number; sha256: string };
  /** Resolves when the rest of the form was read; the text fields, those after the file included. */
  finished(): Promise<Record<string, string>>;
}

const LIMITS = { files: 1, fields: 20, fieldSize: 4096, parts: 30, headerPairs: 50 };

/**
 * Reads a multipart form up to its file and hands that on as a stream.
 * @throws InvalidInputError unsupported (415), bad_request (400), too_large (413)
 */
export async function readUpload(request: Request, maxBytes: number): Promise<IncomingUpload> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^multipart\/form-data\s*;/i.test(type) || !request.body) {
    throw new InvalidInputError("Send the file as multipart/form-data, in a field named `file`.", {
      code: "unsupported",
    });
  }
  // The DOM's and Node's stream types differ in name only.
  const source = Readable.fromWeb(request.body as Parameters<typeof Readable.fromWeb>[0]);
  return openForm({ source, contentType: type, maxBytes });
}

interface Form {
  source: Readable;
  contentType: string;
  maxBytes: number;
}

function openForm({ source, contentType, maxBytes }: Form): Promise<IncomingUpload> {
  const parser = openParser(contentType, maxBytes);
  const fields: Record<string, string> = {};
  const file = Promise.withResolvers<IncomingUpload>();
  const finished = Promise.withResolvers<Record<string, string>>();
  // Nobody may be waiting yet when the form breaks; whoever asks later still hears of it.
  finished.promise.catch(() => {});
  let body: Transform | null = null;
  const fail = (error: AppError) => {
    file.reject(error);
    finished.reject(error);
    body?.destroy(error);
  };
  parser.on("field", (name, value) => {
    fields[name] = value;
  });
  parser.on("file", (_field, stream, info) => {
    const measuring = measure();
    body = measuring.stream;
    stream.on("limit", () => fail(tooLarge(maxBytes)));
    stream.on("error", (cause) => fail(brokenOff(cause)));
    // It may break before anybody takes its bytes; whoever takes them then still hears of it.
    measuring.stream.on("error", () => {});
    stream.pipe(measuring.stream);
    // Whoever takes the bytes gave up: the rest of the request is not worth reading.
    measuring.stream.on("close", () => measuring.stream.writableFinished || source.destroy());
    const name = readName(info.filename);
    if (name instanceof AppError) return fail(name);
    file.resolve({
      name,
      contentType: info.mimeType,
      // Not Readable.toWeb: that one throws where nobody catches when Storage gives up before all bytes have come.
      body: WebStream.from(measuring.stream) as ReadableStream<Uint8Array>,
      measured: measuring.measured,
      finished: () => finished.promise,
    });
  });
  parser.on("filesLimit", () => fail(new InvalidInputError("Send one file a request.")));
  parser.on("error", (cause) => fail(brokenOff(cause)));
  parser.on("close", () => {
    file.reject(new InvalidInputError("The form has no file. Send it in a field named `file`."));
    finished.resolve(fields);
  });
  source.on("error", (cause) => fail(brokenOff(cause)));
  source.pipe(parser);
  return file.promise;
}

function openParser(contentType: string, maxBytes: number) {
  try {
    const headers = { "content-type": contentType };
    return busboy({
      headers,
      defParamCharset: "utf8",
      preservePath: true,
      limits: { ...LIMITS, fileSize: maxBytes + 1 },
    });
  } catch (cause) {
    throw new InvalidInputError("The Content-Type header has no usable boundary.", { cause });
  }
}

function measure() {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  const stream = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      sizeBytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  return { stream, measured: () => ({ sizeBytes, sha256: hash.copy().digest("hex") }) };
}

function readName(fileName: string | undefined): string | AppError {
  const nameSchema: z.ZodType<string> = newFileSchema.shape.name;
  const parsed = nameSchema.safeParse(fileName ?? "");
  if (parsed.success) return parsed.data;
  return new InvalidInputError(`The file name ${parsed.error.issues[0]?.message ?? "is not usable"}.`, {
    code: "unprocessable",
  });
}

function tooLarge(maxBytes: number): AppError {
  return new InvalidInputError(`The file has more than ${maxBytes} bytes. Nothing was kept.`, {
    code: "too_large",
    details: { limitBytes: maxBytes },
  });
}

function brokenOff(cause: unknown): AppError {
  return new InvalidInputError("The upload broke off before all of it had arrived. Nothing was kept; send it again.", {
    cause,
  });
}
