import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface IndexServer {
  url: string;
  files: Map<string, Buffer>;
  /** Asked for, as method, path and first byte. */
  asked: string[];
  /** Connections end after so many bytes of a body; 0 = at its end. */
  breakAfterBytes: number;
  close(): Promise<void>;
}

const etagOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex").slice(0, 16);

/** A web server on loopback that lists its files and gives ranges of them to who has the token. */
export async function indexServer(token: string | null = null): Promise<IndexServer> {
  const files = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? "").slice(1);
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? "")?.[1] ?? 0);
    state.asked.push(`${path} ${start}`);
    if (token !== null && request.headers.authorization !== `Bearer ${token}`) return response.writeHead(401).end();
    if (path === "index.json") {
      const entries = Array.from(files, ([key, bytes]) => ({
        key,
        etag: etagOf(bytes),
        sizeBytes: bytes.length,
        modifiedAt: "2026-11-30T08:00:00Z",
      }));
      return response.end(JSON.stringify(entries));
    }
    const bytes = files.get(path);
    if (bytes === undefined) return response.writeHead(404).end();
    if (request.headers["if-match"] !== `"${etagOf(bytes)}"`) return response.writeHead(412).end();
    response.writeHead(206, { "content-length": bytes.length - start });
    if (state.breakAfterBytes === 0) return response.end(bytes.subarray(start));
    response.write(bytes.subarray(start, start + state.breakAfterBytes), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const state: IndexServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    files,
    asked: [],
    breakAfterBytes: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return state;
}
