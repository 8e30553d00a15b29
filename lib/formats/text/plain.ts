import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { createPlainParser } from "./plain-parser.ts";
import { plainFraming, surveyPlain } from "./plain-survey.ts";

/**
 * Text of any kind: times by evidence, lines that belong to the record before them joined, every line kept.
 * The layouts of times are those of RFC 3339, RFC 3164, the Common Log Format, asctime, log4j and Python's logging.
 */
export const plain: LogFormat = {
  id: "plain",
  title: FORMAT_TITLES.plain,
  version: 3,
  framing: plainFraming,
  /** Below every real format, and surer the more lines carry a time. */
  detect(sample) {
    if (!/\S/.test(sample.head)) return 0;
    return 0.1 + 0.1 * surveyPlain(sample).timedShare;
  },
  survey: surveyPlain,
  createParser: createPlainParser,
  samples: [
    "2025-10-09 08:53:20,417 job 12 was started\n2025-10-09 08:53:21,002 job 12 failed\njava.io.IOException: disk full\n\tat jobs.Runner.run(Runner.java:41)\n",
    "copying files\nall files copied\n",
  ],
};
