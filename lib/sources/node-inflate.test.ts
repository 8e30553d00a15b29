import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { nodeInflate } from "./node-inflate.ts";

const TEXT = Buffer.from(Array.from({ length: 50_000 }, (_, i) => `line ${i} ${(i * 7919) % 1013}\n`).join(""));
const DEFLATED = deflateRawSync(TEXT);

async function inflate(bytes: Uint8Array, pieceBytes: number) {
  const inflater = nodeInflate.createInflater();
  const output: Uint8Array[] = [];
  let used = 0;
  let isEnd = false;
  for (let at = 0; at < bytes.length && !isEnd; at += pieceBytes) {
    const result = await inflater.push(bytes.subarray(at, at + pieceBytes));
    output.push(...result.output);
    used += result.usedBytes;
    isEnd = result.isEnd;
  }
  inflater.close();
  return { text: Buffer.concat(output), used, isEnd };
}

describe("nodeInflate", () => {
  it.each([1 + DEFLATED.length, 4096, 100, 1])("gives the same bytes in pieces of %i", async (pieceBytes) => {
    const source = pieceBytes === 1 ? deflateRawSync(TEXT.subarray(0, 3000)) : DEFLATED;
    const result = await inflate(Buffer.concat([source, Buffer.from("TRAILER!")]), pieceBytes);
    expect(result.text.equals(pieceBytes === 1 ? TEXT.subarray(0, 3000) : TEXT)).toBe(true);
    expect(result.used).toBe(source.length);
    expect(result.isEnd).toBe(true);
  });

  it("gives everything before the place where the data breaks off", async () => {
    const result = await inflate(DEFLATED.subarray(0, DEFLATED.length / 2), 1000);
    expect(result.isEnd).toBe(false);
    expect(result.text.length).toBeGreaterThan(TEXT.length / 4);
    expect(TEXT.subarray(0, result.text.length).equals(result.text)).toBe(true);
  });

  it("gives what came before corrupt data and says that it is damaged", async () => {
    const corrupt = Buffer.concat([DEFLATED.subarray(0, 40_000), Buffer.alloc(20_000, 0xff)]);
    const inflater = nodeInflate.createInflater();
    const first = await inflater.push(corrupt);
    expect(Buffer.concat(first.output).length).toBeGreaterThan(0);
    expect(first.damage ?? (await inflater.push(corrupt)).damage).toBeDefined();
  });

  it("names the damage at once when nothing is readable", async () => {
    const result = await nodeInflate.createInflater().push(Buffer.alloc(1000, 0xff));
    expect(result).toMatchObject({ output: [], damage: expect.any(String) });
  });

  it("carries a CRC on from piece to piece", () => {
    expect(nodeInflate.crc32(TEXT.subarray(500), nodeInflate.crc32(TEXT.subarray(0, 500), 0))).toBe(crc32(TEXT));
  });
});
