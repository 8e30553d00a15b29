import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** What a folder of real logs says of one of its files. */
export interface LabelledFile {
  /** Below the folder. */
  file: string;
  label: string;
  /** Ids of formats, any of which is right; null when any format at all is. */
  formats: readonly string[] | null;
  /** `in`: format and count are scored; `records`: the count; `read`: only that nothing is lost. */
  scope: "in" | "records" | "read";
  /** Null when the count is not scored. */
  records: ExpectedRecords | null;
}

/** A damaged event log may give the records that its index lost as well. */
export interface ExpectedRecords {
  atLeast: number;
  atMost: number;
  /** How it was counted, in the words of the manifest. */
  method: string;
}

/**
 * The files of MANIFEST.tsv (file, format, source, bytes, lines, records_expected, method, ...) with what LABELS.tsv
 * (label, accepted_formats, scope, note) says of their kind.
 * Throws an Error that names the file and line of what is wrong.
 */
export async function readLabels(folder: string): Promise<LabelledFile[]> {
  const labels = new Map((await rows(folder, "LABELS.tsv")).map(([label = "", ...rest]) => [label, rest]));
  return (await rows(folder, "MANIFEST.tsv")).map(([file = "", label = "", , , , count = "", method = ""], index) => {
    const [formats = "", scope] = labels.get(label) ?? [];
    if (scope !== "in" && scope !== "records" && scope !== "read") {
      throw new Error(`MANIFEST.tsv line ${index + 2}: LABELS.tsv does not say how "${label}" is scored.`);
    }
    return {
      file,
      label,
      formats: formats === "*" || scope !== "in" ? null : formats.split(","),
      scope,
      records: scope === "read" ? null : expectedRecords(count, method),
    };
  });
}

async function rows(folder: string, name: string): Promise<string[][]> {
  const text = await readFile(join(folder, name), "utf8");
  const [, ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  return lines.map((line) => line.split("\t"));
}

function expectedRecords(count: string, method: string): ExpectedRecords | null {
  const records = Number(count);
  if (count === "" || records < 0) return null;
  const recovered = /recovered=(\d+); corrupt/.exec(method)?.[1] ?? "0";
  return { atLeast: records, atMost: records + Number(recovered), method };
}
