import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { storageObject } from "./storage-object.ts";

const CONTENT = Buffer.from(Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join(""));
const FAST = { maxTries: 3, retryDelayMs: 1, stallMs: 200 };

/** What the storage does with the n-th request: how many bytes it sends before it breaks off, or a status. */
type Behaviour = { sendBytes?: number; status?: number; thenStall?: boolean };
let behaviours: Behaviour[] = [];
let ranges: string[] = [];
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const behaviour = behaviours.shift() ?? {};
    ranges.push(request.headers.range ?? "");
    const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
    if (behaviour.status) return void response.writeHead(behaviour.status).end("{}");
    const contentRange = `bytes ${start}-${CONTENT.length - 1}/${CONTENT.length}`;
    response.writeHead(206, { "content-range": contentRange, "content-length": CONTENT.length - start });
    if (behaviour.sendBytes === undefined) return void response.end(CONTENT.subarray(start));
    response.write(CONTENT.subarray(start, start + behaviour.sendBytes), () => {
      if (!behaviour.thenStall) response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  Object.assign(process.env, {
    DATABASE_URL: "postgres://u:p@127.0.0.1:1/x",
    SUPABASE_URL: `http://127.0.0.1:${port}`,
    SUPABASE_PUBLISHABLE_KEY: "sb_publishable_test",
    SUPABASE_SECRET_KEY: "sb_secret_test",
    INNGEST_DEV: "1",
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  behaviours = [];
  ranges = [];
});

async function read(offsetBytes = 0, sizeBytes = CONTENT.length): Promise<Buffer> {
  const source = storageObject({ bucket: "b", objectKey: "o/f/n.log", sizeBytes }, FAST);
  return Buffer.concat(await Array.fromAsync(source.open(offsetBytes)));
}

describe("storageObject", () => {
  it("reads from an offset by range", async () => {
    expect((await read(100_000)).equals(CONTENT.subarray(100_000))).toBe(true);
    expect(ranges).toEqual(["bytes=100000-"]);
  });

  it("asks for nothing at the end", async () => {
    expect((await read(CONTENT.length)).length).toBe(0);
    expect(ranges).toEqual([]);
  });

  it("goes on at the byte reached when connections break", async () => {
    behaviours = [{ sendBytes: 50_000 }, { status: 503 }, { status: 503 }, { sendBytes: 10 }, { status: 500 }];
    expect((await read()).equals(CONTENT)).toBe(true);
    expect(ranges.length).toBe(6);
    expect(ranges.at(0)).toBe("bytes=0-");
    expect(ranges.at(-1)).not.toBe("bytes=0-");
  });

  it("goes on when a connection brings nothing any more", async () => {
    behaviours = [{ sendBytes: 50_000, thenStall: true }];
    expect((await read()).equals(CONTENT)).toBe(true);
  });

  it("gives up as unavailable after several tries without a byte", async () => {
    behaviours = [{ status: 503 }, { status: 503 }, { status: 503 }];
    await expect(read()).rejects.toMatchObject({ code: "unavailable", isRetryable: true });
  });

  it("says at once that the object is gone", async () => {
    behaviours = [{ status: 404 }];
    await expect(read()).rejects.toMatchObject({ code: "not_found" });
    expect(ranges.length).toBe(1);
  });

  it("refuses an object of another length", async () => {
    await expect(read(0, CONTENT.length + 5)).rejects.toMatchObject({ code: "unprocessable", isRetryable: false });
  });
});
