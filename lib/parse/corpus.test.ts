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

/** Formats there are, and the folders of the corpus that hold them. */
const FOLDERS: Record<string, string> = {
  pino: "pino",
  bunyan: "bunyan",
  msi: "msi",
  "cmtrace-ccm": "cmtrace",
  "cmtrace-ime": "cmtrace",
  "cmtrace-mdt": "cmtrace",
  "ime-outcome-synthetic": "cmtrace",
};
/** One record a line whatever the format. */
const LINE_FOLDERS = new Set(["loghub", "traps"]);
/** Made to be hard to tell: two lines, one of them JSON without any field of Bunyan's. */
const UNTELLABLE = "bunyan/trentm__bogus.log";

const FILES = hasCorpus ? manifest() : [];

function manifest() {
  const [, ...rows] = readFileSync(new URL("MANIFEST.tsv", CORPUS), "utf8").trim().split("\n");
  return rows.flatMap((row) => {
    const [file = "", folder = "", , , , expected] = row.split("\t");
    return [{ file, folder, expected: Number(expected) }];
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
    if (result.reading.encoding === "binary") expect(result.error?.message).toContain("binary data");
    else expect(result.error).toBeNull();
  });

  const known = FILES.filter(({ folder }) => folder in FOLDERS || LINE_FOLDERS.has(folder));
  it.each(known)("counts $expected records in $file", async ({ file, folder, expected }) => {
    const { records, reading } = await readFile(file);
    expect(records.filter(({ kind }) => kind === "record")).toHaveLength(expected);
    const format = FOLDERS[folder];
    if (format !== undefined && file !== UNTELLABLE) expect(reading.format).toBe(format);
  });
});
