import { constants, gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UnreadableContentError } from "#lib/errors.ts";
import type { Compression } from "#lib/model/log-file.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import {
  BZIP2_FIRST,
  BZIP2_SECOND,
  FIRST_TEXT,
  SECOND_TEXT,
  XZ_FIRST,
  XZ_SECOND,
  XZ_SHA256,
} from "./compressed-constants.test-kit.ts";
import { compressionOf, decompress } from "./decompress.ts";
import { portableInflate } from "./portable-inflate.ts";

const BOTH = FIRST_TEXT + SECOND_TEXT;
/** What members, frames and streams end with: only there data may end without being broken off. */
const WHOLE = ["", FIRST_TEXT, BOTH, SECOND_TEXT, "a", "ab"];
const SKIPPABLE = Buffer.from([0x53, 0x2a, 0x4d, 0x18, 5, 0, 0, 0, 1, 2, 3, 4, 5]);
const zstd = (text: string) => zstdCompressSync(Buffer.from(text));
/** With a checksum, of which this one holds from 0 to 200 bytes and many more. */
const summedZstd = (text: string) =>
  zstdCompressSync(Buffer.from(text), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });

const SOUND: [string, Compression, Buffer, string][] = [
  ["gzip of two members", "gzip", Buffer.concat([gzipSync(FIRST_TEXT), gzipSync(SECOND_TEXT)]), BOTH],
  ["zstd of two frames", "zstd", Buffer.concat([zstd(FIRST_TEXT), zstd(SECOND_TEXT)]), BOTH],
  ["zstd with skippable frames", "zstd", Buffer.concat([SKIPPABLE, zstd(FIRST_TEXT), SKIPPABLE]), FIRST_TEXT],
  ["zstd of tiny and empty frames", "zstd", Buffer.concat([zstd("a"), zstd(""), zstd("b")]), "ab"],
  ["zstd of one long run", "zstd", zstd("x".repeat(2_000_000)), "x".repeat(2_000_000)],
  ["bzip2 of two streams", "bzip2", Buffer.concat([BZIP2_FIRST, BZIP2_SECOND]), BOTH],
  ["xz of two streams", "xz", Buffer.concat([XZ_FIRST, XZ_SECOND]), BOTH],
  ["xz with padding", "xz", Buffer.concat([XZ_FIRST, Buffer.alloc(8), XZ_SECOND, Buffer.alloc(4)]), BOTH],
  ["xz with SHA-256", "xz", XZ_SHA256, SECOND_TEXT],
];

describe("decompress", () => {
  it.each(SOUND)("gives back %s, whatever the chunks", async (_what, compression, bytes, text) => {
    expect(compressionOf(bytes)).toBe(compression);
    for (const chunkBytes of [1, 7, 65_536]) {
      expect(await read(bytes, compression, { chunkBytes })).toEqual({ text, error: null });
    }
  });

  it.each(SOUND.filter(([, , bytes]) => bytes.length < 1000))(
    "tells where %s breaks off, at every byte",
    async (...row) => {
      const [, compression, bytes, text] = row;
      for (let length = 1; length < bytes.length; length++) {
        const result = await read(bytes.subarray(0, length), compression);
        expect(text.startsWith(result.text)).toBe(true);
        if (result.error === null) expect(WHOLE).toContain(result.text);
        else expect(result.error).toBeInstanceOf(UnreadableContentError);
      }
    },
  );

  it.each(SOUND.filter(([, , bytes]) => bytes.length < 1000))(
    "never fails otherwise for a wrong byte in %s",
    async (...row) => {
      const [, compression, bytes] = row;
      for (let at = 0; at < bytes.length; at++) {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ 0x55;
        const { error } = await read(damaged, compression);
        if (error !== null) expect(error).toBeInstanceOf(UnreadableContentError);
      }
    },
  );

  it.each([
    ["gzip", gzipSync(FIRST_TEXT)],
    ["zstd", zstd(FIRST_TEXT)],
    ["bzip2", BZIP2_FIRST],
    ["xz", XZ_FIRST],
  ] as const)("refuses something else after %s, having read what came before", async (compression, bytes) => {
    const result = await read(Buffer.concat([bytes, Buffer.from("plain text that goes on")]), compression);
    expect(result.text).toBe(FIRST_TEXT);
    expect(result.error?.message).toContain("something else follows");
  });

  it.each([
    ["bzip2", BZIP2_FIRST, 12],
    ["xz", XZ_FIRST, XZ_FIRST.length - 28],
    ["gzip", gzipSync(FIRST_TEXT), gzipSync(FIRST_TEXT).length - 6],
  ] as const)("finds a checksum of %s that does not match", async (compression, bytes, at) => {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] ?? 0) ^ 1;
    expect((await read(damaged, compression)).error?.message).toMatch(/checksum|length/);
  });

  it("computes the checksum of zstd for content of every length", async () => {
    for (const length of [...Array.from({ length: 200 }, (_, n) => n), 400_000]) {
      const text = "tallybook \u00e9 ".repeat(length / 10 + 1).slice(0, length);
      expect(await read(summedZstd(text), "zstd")).toEqual({ text, error: null });
    }
    const damaged = summedZstd(FIRST_TEXT);
    damaged[damaged.length - 1] = (damaged.at(-1) ?? 0) ^ 1;
    expect((await read(damaged, "zstd")).error?.message).toContain("checksum");
  });

  it("refuses zstd that wants more memory than a browser has", async () => {
    const bytes = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0xa0, 0, 0, 0]);
    expect((await read(bytes, "zstd")).error?.message).toContain("needs a window of more than 128 MiB");
  });
});

describe("what costs much to decompress", () => {
  it("takes tens of thousands of tiny bzip2 streams without memory for a whole block each", async () => {
    const tiny = Buffer.from("QlpoOTFBWSZTWXdLsBQAAAAAgABAIAAhGEaC7kinChIO6XYCgA==", "base64");
    const { text, error } = await read(Buffer.concat(Array.from({ length: 3000 }, () => tiny)), "bzip2");
    expect({ text, error }).toEqual({ text: "x".repeat(3000), error: null });
  });

  it("refuses on Node at once a zstd block whose matches are longer than a block may be", async () => {
    const { text, error } = await read(endlessZstd(), "zstd", { inflate: nodeInflate });
    expect(text).toBe("");
    expect(error?.message).toContain("damaged");
  });

  it("gives on Node what it gives elsewhere of zstd that is cut or changed anywhere", async () => {
    const bytes = zstdCompressSync(FIRST_TEXT.repeat(20), { params: { [constants.ZSTD_c_checksumFlag]: 1 } });
    for (let at = 4; at < bytes.length; at += 3) {
      const cut = bytes.subarray(0, at);
      const [onNode, elsewhere] = [await read(cut, "zstd", { inflate: nodeInflate }), await read(cut, "zstd")];
      expect(onNode).toEqual(elsewhere);
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x15;
      await read(changed, "zstd", { inflate: nodeInflate });
    }
    expect((await read(bytes, "zstd", { inflate: nodeInflate })).text).toBe(FIRST_TEXT.repeat(20));
  });
});

/** One block of some 60,000 matches of 65,539 bytes each, coded by tables of one symbol (RFC 8878, 3.1.1.3.2). */
function endlessZstd(): Buffer {
  const sequences = 60_000;
  const literals = Buffer.from([0x08, 0x61]);
  const count = Buffer.from([255, (sequences - 0x7f00) & 255, (sequences - 0x7f00) >> 8]);
  const modes = Buffer.from([0b01010100, 0, 0, 52]);
  const bits = Buffer.concat([Buffer.alloc(sequences * 2), Buffer.from([1])]);
  const block = Buffer.concat([literals, count, modes, bits]);
  const header = Buffer.alloc(3);
  header.writeUIntLE((block.length << 3) | (2 << 1) | 1, 0, 3);
  return Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0x50]), header, block]);
}

async function read(
  compressed: Uint8Array,
  compression: Compression,
  { chunkBytes = 65_536, inflate = portableInflate } = {},
) {
  const output: Uint8Array[] = [];
  let error: Error | null = null;
  try {
    for await (const bytes of decompress(chunks(compressed, chunkBytes), compression, inflate)) {
      output.push(bytes);
    }
  } catch (caught) {
    error = caught instanceof Error ? caught : new Error(String(caught));
  }
  return { text: Buffer.concat(output).toString(), error };
}

async function* chunks(bytes: Uint8Array, chunkBytes: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}
