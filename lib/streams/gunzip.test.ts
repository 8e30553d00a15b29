import { constants, deflateRawSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnreadableContentError } from "#lib/errors.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { gunzip } from "./gunzip.ts";
import type { InflatePort } from "./inflater.ts";
import { portableInflate } from "./portable-inflate.ts";

const PORTS: [string, InflatePort][] = [
  ["portable", portableInflate],
  ["node", nodeInflate],
];

describe.each(PORTS)("gunzip with the %s inflater", (_name, port) => {
  it("gives back what was compressed, whatever the chunks, levels and number of members", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ content: content(), level: fc.integer({ min: 0, max: 9 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.integer({ min: 1, max: 400 }),
        async (members, chunkBytes) => {
          const compressed = Buffer.concat(members.map(({ content, level }) => gzipSync(content, { level })));
          const result = await read(compressed, port, chunkBytes);
          expect(result.error).toBeNull();
          expect(result.bytes.equals(Buffer.concat(members.map(({ content }) => content)))).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("reads fixed Huffman codes and long runs across the 32 KiB window", async () => {
    const content = Buffer.from("abcdefgh".repeat(60_000) + "x".repeat(300_000));
    const compressed = gzipSync(content, { strategy: constants.Z_FIXED });
    expect((await read(compressed, port)).bytes.equals(content)).toBe(true);
  });

  it("skips name, comment and extra field of the header", async () => {
    const body = gzipSync("hello");
    const header = Buffer.from([0x1f, 0x8b, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 9, 9, 65, 0, 66, 66, 0, 1, 2]);
    expect((await read(Buffer.concat([header, body.subarray(10)]), port)).bytes.toString()).toBe("hello");
  });

  it("skips zero padding after the last member", async () => {
    const result = await read(Buffer.concat([gzipSync("hello"), Buffer.alloc(512)]), port);
    expect(result).toMatchObject({ error: null });
    expect(result.bytes.toString()).toBe("hello");
  });

  it("delivers everything before a truncation and then says where the data breaks off", async () => {
    const content = incompressible(50_000);
    const compressed = gzipSync(content);
    const result = await read(compressed.subarray(0, 30_000), port);
    expect(result.error).toBeInstanceOf(UnreadableContentError);
    expect(result.error?.message).toContain("breaks off after 30000 bytes");
    expect(result.bytes.length).toBeGreaterThan(29_000);
    expect(content.subarray(0, result.bytes.length).equals(result.bytes)).toBe(true);
  });

  it("names damage by a checksum that does not match", async () => {
    const compressed = gzipSync("hello");
    compressed.writeUInt32LE(1, compressed.length - 8);
    const result = await read(compressed, port);
    expect(result.bytes.toString()).toBe("hello");
    expect(result.error?.message).toContain("checksum");
  });

  it("keeps what came before damaged data", async () => {
    const content = incompressible(400_000);
    const raw = deflateRawSync(content, { level: 0 });
    raw.fill(0xff, 300_000);
    const result = await read(Buffer.concat([gzipSync("").subarray(0, 10), raw]), port);
    expect(result.error?.message).toContain("damaged at about byte");
    expect(result.bytes.length).toBeGreaterThan(200_000);
  });

  it("refuses something else after the last member, having read what came before", async () => {
    const result = await read(Buffer.concat([gzipSync("hello"), Buffer.from("plain text")]), port);
    expect(result.bytes.toString()).toBe("hello");
    expect(result.error?.message).toContain("something else follows");
  });
});

function content(): fc.Arbitrary<Buffer> {
  return fc.oneof(
    fc.uint8Array({ maxLength: 3000 }).map((bytes) => Buffer.from(bytes)),
    fc
      .array(fc.constantFrom("GET /a 200\n", "GET /b 404\n", "error\n"), { maxLength: 3000 })
      .map((lines) => Buffer.from(lines.join(""))),
  );
}

function incompressible(length: number): Buffer {
  let seed = 1;
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      seed = Math.imul(seed, 1_103_515_245) + 12_345;
      return seed >> 16;
    }),
  );
}

async function read(compressed: Uint8Array, port: InflatePort, chunkBytes = 65_536) {
  const output: Uint8Array[] = [];
  let error: Error | null = null;
  try {
    for await (const bytes of gunzip(chunks(compressed, chunkBytes), port)) output.push(bytes);
  } catch (caught) {
    error = caught instanceof Error ? caught : new Error(String(caught));
  }
  return { bytes: Buffer.concat(output), error };
}

async function* chunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
