import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { coverageGap, readAll } from "./read-all.test-kit.ts";

const CORPUS = new URL("../../../shared/corpus/", import.meta.url);
const hasCorpus = existsSync(new URL("MANIFEST.tsv", CORPUS));
if (!hasCorpus) console.info("No ../shared/corpus beside the checkout: reading real logs is not tested.");

const FILES = hasCorpus ? manifest() : [];

function manifest() {
  const [, ...rows] = readFileSync(new URL("MANIFEST.tsv", CORPUS), "utf8").trim().split("\n");
  return rows.flatMap((row) => {
    const [file = "", folder = "", , , , expected, method = ""] = row.split("\t");
    // A corrupt event log holds at least what libevtx reads as valid, at most what it can recover besides.
    const recovered = method.includes("corrupt") ? Number(/recovered=(\d+)/.exec(method)?.[1] ?? 0) : 0;
    return [{ file, folder, expected: Number(expected), most: Number(expected) + recovered }];
  });
}

async function readFile(file: string) {
  const stored = readFileSync(new URL(file.replaceAll("%", "%25"), CORPUS));
  const content = file.endsWith(".gz") ? gunzipSync(stored) : stored;
  const result = await readAll({ source: bytesSource(stored), fileName: basename(file), inflate: nodeInflate });
  return { ...result, content };
}

describe.skipIf(!hasCorpus)("openReader on real logs", () => {
  it.each(FILES)("covers every byte of $file", async ({ file }) => {
    const result = await readFile(file);
    expect(coverageGap(result)).toBeNull();
    expect(result.bytes.equals(result.content)).toBe(true);
    if (result.reading.encoding === "binary" && result.reading.confidence === 0)
      expect(result.error?.message).toContain("binary data");
    else expect(result.error).toBeNull();
  });
});
