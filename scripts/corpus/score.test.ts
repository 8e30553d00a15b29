import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LabelledFile, readLabels } from "./read-labels.ts";
import type { WholeFile } from "./read-whole.ts";
import { missRows, score, summary } from "./score.ts";

const file = (changes: Partial<LabelledFile> = {}): LabelledFile => ({
  file: "a/a.log",
  label: "a",
  formats: ["msi"],
  scope: "in",
  records: { atLeast: 1000, atMost: 1000, method: "lines" },
  ...changes,
});
const read = (changes: Partial<WholeFile> = {}): WholeFile => ({
  format: "msi",
  records: 1000,
  rejects: 2,
  contentBytes: 3_000_000,
  problem: null,
  gap: null,
  readMs: 1000,
  ...changes,
});

describe("score", () => {
  it.each([
    ["the exact count", 1000, true],
    ["0.5 % too few", 995, true],
    ["0.5 % too many", 1005, true],
    ["more than that too few", 994, false],
    ["more than that too many", 1006, false],
  ])("judges %s", (_, records, isRight) => {
    expect(score(file(), read({ records })).isCountRight).toBe(isRight);
  });

  it.each([
    [3, 2, true],
    [3, 1, false],
    [0, 1, true],
  ])("of %i expected records takes %i: %s", (expected, records, isRight) => {
    const few = file({ records: { atLeast: expected, atMost: expected, method: "" } });
    expect(score(few, read({ records })).isCountRight).toBe(isRight);
  });

  it("takes what a damaged event log may give beyond its index", () => {
    const damaged = file({ records: { atLeast: 17, atMost: 51, method: "" } });
    expect(score(damaged, read({ records: 40 })).isCountRight).toBe(true);
    expect(score(damaged, read({ records: 60 })).isCountRight).toBe(false);
  });

  it("names a wrong format, a wrong count and a lost byte", () => {
    const wrong = score(file(), read({ format: "plain", records: 1, gap: "record 2 starts at byte 9, not at 8" }));
    expect(missRows([wrong]).map(([, what]) => what)).toEqual(["format", "records", "loss"]);
  });

  it("scores neither format nor count of a file that is only to be read", () => {
    const scored = score(file({ scope: "read", formats: null, records: null }), read({ format: "plain", records: 0 }));
    expect(missRows([scored])).toEqual([]);
    expect(summary([scored])).toMatchObject({ files: 1, format_files: 0, records_files: 0 });
  });

  it("counts an early end as a loss, but not in a file without a byte", () => {
    const problem = "The file ends early.";
    expect(score(file(), read({ problem })).isWhole).toBe(false);
    expect(score(file(), read({ problem, contentBytes: 0, records: 0 })).isWhole).toBe(true);
  });

  it("sums up", () => {
    expect(summary([score(file(), read()), score(file(), read({ format: "plain", records: 0 }))])).toEqual({
      bench: "corpus",
      files: 2,
      format_files: 2,
      format_right: 1,
      records_files: 2,
      records_right: 1,
      rejects: 4,
      mb_per_s: 3,
    });
  });
});

describe("readLabels", () => {
  const folderOf = async (manifest: string[], labels: string[]) => {
    const folder = await mkdtemp(join(tmpdir(), "sluice-labels-"));
    await writeFile(
      join(folder, "MANIFEST.tsv"),
      `file\tformat\tsource\tbytes\tlines\trecords_expected\tmethod\n${manifest.join("\n")}\n`,
    );
    await writeFile(join(folder, "LABELS.tsv"), `label\taccepted_formats\tscope\tnote\n${labels.join("\n")}\n`);
    return folder;
  };

  it("joins a file with the formats of its label", async () => {
    const folder = await folderOf(
      [
        "a/x.evtx\tevtx\ts\t9\t\t17\tindex (recovered=34; corrupt)",
        "b/y.log\tany\ts\t9\t1\t-1\tnone",
        "c/z\tz\ts\t9\t1\t4\tlines",
      ],
      ["evtx\tevtx\tin\t", "any\t*\trecords\t", "z\t*\tread\t"],
    );
    expect(await readLabels(folder)).toEqual([
      {
        file: "a/x.evtx",
        label: "evtx",
        formats: ["evtx"],
        scope: "in",
        records: { atLeast: 17, atMost: 51, method: "index (recovered=34; corrupt)" },
      },
      { file: "b/y.log", label: "any", formats: null, scope: "records", records: null },
      { file: "c/z", label: "z", formats: null, scope: "read", records: null },
    ]);
  });

  it("names the line of a file whose label it does not know", async () => {
    const folder = await folderOf(["a/x\tnope\ts\t1\t1\t1\tlines"], ["msi\tmsi\tin\t"]);
    await expect(readLabels(folder)).rejects.toThrow(
      'MANIFEST.tsv line 2: LABELS.tsv does not say how "nope" is scored.',
    );
  });
});
