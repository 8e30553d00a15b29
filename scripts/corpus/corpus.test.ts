import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readLabels } from "./read-labels.ts";
import { readWhole } from "./read-whole.ts";
import { score } from "./score.ts";

const CORPUS = fileURLToPath(new URL("../../../shared/corpus/", import.meta.url));
const hasCorpus = existsSync(join(CORPUS, "MANIFEST.tsv"));
if (!hasCorpus) console.info("No ../shared/corpus beside the checkout: the scores of real logs are not tested.");

/** Where the label and not the reading is in doubt, and why. */
const DOUBTFUL: Readonly<Record<string, string>> = {
  "bunyan/trentm__bogus.log":
    "One line of text and one JSON object without any of Bunyan's fields: nothing says Bunyan.",
  "otlp-json/tstack__logfile_otel_collector.jsonl": "Its count is of lines; each line holds up to three log records.",
  "syslog3164/tstack__logfile_syslog.3":
    "Its count is of lines; ten are indented and go on with the message above them.",
};

const FILES = hasCorpus ? await readLabels(CORPUS) : [];

describe.skipIf(!hasCorpus)("real logs", () => {
  it.each(FILES)("are read without loss, in the right format and number: $file", async (file) => {
    const scored = score(file, await readWhole(join(CORPUS, file.file)));
    expect(scored.isWhole).toBe(true);
    if (file.file in DOUBTFUL) return;
    expect(scored.isFormatRight, `format ${scored.read.format}`).not.toBe(false);
    expect(scored.isCountRight, `${scored.read.records} records, ${scored.read.rejects} rejects`).not.toBe(false);
  });
});
