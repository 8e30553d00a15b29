import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { ObjectFiles } from "./object-files.ts";
import type { ObjectRow } from "./object-rows.ts";
import { storageErrors } from "./storage-error.ts";

/** Streams an object's bytes, or the asked range of them. */
export async function sendObject(
  { request, response, url }: { request: IncomingMessage; response: ServerResponse; url: URL },
  object: ObjectRow,
  disk: ObjectFiles,
): Promise<void> {
  const sizeBytes = await disk.size(object.version);
  if (sizeBytes === null) throw storageErrors.objectNotFound();
  const headers = headersOf(object, url.searchParams.get("download"));
  if (request.headers["if-none-match"] === object.metadata.eTag) {
    response.writeHead(304, headers).end();
    return;
  }
  const range = parseRange(request.headers.range, sizeBytes);
  if (range === "unsatisfiable") {
    response.writeHead(416, { "content-range": `bytes */${sizeBytes}` }).end();
    return;
  }
  const partial = range && { "content-range": `bytes ${range.startBytes}-${range.endBytes}/${sizeBytes}` };
  const lengthBytes = range ? range.endBytes - range.startBytes + 1 : sizeBytes;
  response.writeHead(range ? 206 : 200, { ...headers, ...partial, "content-length": lengthBytes });
  if (request.method === "HEAD" || lengthBytes === 0) {
    response.end();
    return;
  }
  // An error now means that the reader has gone or the disk failed: the connection is cut, so the reader notices.
  await pipeline(disk.read(object.version, range ?? undefined), response).catch(() => response.destroy());
}

function headersOf({ metadata, name, updated_at }: ObjectRow, download: string | null): Record<string, string> {
  const fileName = download || (name.split("/").pop() ?? name);
  return {
    "content-type": metadata.mimetype,
    "cache-control": metadata.cacheControl,
    etag: metadata.eTag,
    "last-modified": updated_at.toUTCString(),
    "accept-ranges": "bytes",
    // Uploaded pages are data here: they must not run as ours.
    "content-security-policy": "default-src 'none'; sandbox",
    ...(download === null
      ? {}
      : { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` }),
  };
}

export interface ByteRange {
  startBytes: number;
  /** Inclusive. */
  endBytes: number;
}

/** One range of RFC 9110; null = the whole object (no header, several ranges, or none of bytes). */
export function parseRange(header: string | undefined, sizeBytes: number): ByteRange | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  const [, first = "", last = ""] = match ?? [];
  if (!match || (first === "" && last === "")) return null;
  if (first === "") {
    const suffixBytes = Math.min(Number(last), sizeBytes);
    return suffixBytes === 0 ? "unsatisfiable" : { startBytes: sizeBytes - suffixBytes, endBytes: sizeBytes - 1 };
  }
  const startBytes = Number(first);
  const endBytes = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (startBytes >= sizeBytes || (last !== "" && Number(last) < startBytes)) return "unsatisfiable";
  return { startBytes, endBytes };
}
