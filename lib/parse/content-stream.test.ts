import { gzipSync, zstdCompressSync } from "node:zlib";
import { expect, it } from "vitest";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { BZIP2_FIRST, FIRST_TEXT, XZ_FIRST } from "#lib/streams/compressed-constants.test-kit.ts";
import type { InflatePort } from "#lib/streams/inflater.ts";
import { portableInflate } from "#lib/streams/portable-inflate.ts";
import { openContent } from "./content-stream.ts";

const ZSTD_IN_GZIP = gzipSync(zstdCompressSync(Buffer.from(FIRST_TEXT)));

it.each([
  ["none", Buffer.from(FIRST_TEXT)],
  ["gzip in gzip", gzipSync(gzipSync(FIRST_TEXT))],
  ["zstd in gzip", ZSTD_IN_GZIP],
  ["xz in gzip", gzipSync(XZ_FIRST)],
  ["bzip2 in zstd in gzip", gzipSync(zstdCompressSync(BZIP2_FIRST))],
] as const)("opens %s, from its start and from an offset", async (container, bytes) => {
  for (const inflate of [portableInflate, nodeInflate]) {
    const found = await opened(bytes, { inflate });
    expect(found).toEqual({ container, text: FIRST_TEXT, error: null });
    const content = await openContent({ source: bytesSource(bytes), inflate }, 20, container);
    expect(await text(content.chunks)).toEqual({ text: FIRST_TEXT.slice(20), error: null });
  }
});

it("takes off three layers and leaves a fourth alone", async () => {
  const inner = gzipSync(FIRST_TEXT);
  const found = await opened(gzipSync(gzipSync(gzipSync(inner))), { inflate: nodeInflate });
  expect(found.container).toBe("gzip in gzip in gzip");
  expect(found.text).toBe(Buffer.from(inner).toString());
});

it("gives the same bytes of damaged layers with each inflater", async () => {
  const bytes = gzipSync(gzipSync(Buffer.from(FIRST_TEXT.repeat(2000))));
  for (let length = 40; length < bytes.length; length += 37) {
    const cut = bytes.subarray(0, length);
    const portable = await opened(cut, { inflate: portableInflate });
    expect(await opened(cut, { inflate: nodeInflate })).toEqual(portable);
  }
});

async function opened(bytes: Uint8Array, { inflate }: { inflate: InflatePort }) {
  const content = await openContent({ source: bytesSource(bytes), inflate }, 0);
  return { container: content.container, ...(await text(content.chunks)) };
}

async function text(chunks: AsyncIterator<Uint8Array>) {
  const parts: Uint8Array[] = [];
  try {
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) parts.push(next.value);
  } catch (error) {
    return { text: Buffer.concat(parts).toString(), error: (error as Error).message };
  }
  return { text: Buffer.concat(parts).toString(), error: null };
}
