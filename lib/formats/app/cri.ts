import type { LogFormat, ParsedPiece, ParsedRecord } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { withInnerJson } from "#lib/formats/json/inner-json.ts";
import { lineShare } from "#lib/formats/sample-lines.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import { isContinuation } from "#lib/formats/text/plain-survey.ts";
import { SEVERITY } from "#lib/model/severity.ts";

const LINE =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?::\S{0,40})?(?: |$)/;
const STREAMS = { stdout: { stream: "stdout" }, stderr: { stream: "stderr" } } as const;

/**
 * Kubernetes' container logs: `<RFC 3339 with nanoseconds> <stream> <P or F> <text>` a line (Kubernetes CRI logging design).
 * A line that the runtime cut has the tag P and goes on in the next one: they are one record, as is a stack trace.
 */
export const cri: LogFormat = {
  id: "cri",
  title: FORMAT_TITLES.cri,
  version: 2,
  framing: { kind: "multi-line", starts: startsRecord, holds: (line) => LINE.exec(line)?.[3] === "P" },
  detect: (sample) => 0.97 * lineShare(sample, (line) => LINE.test(line)),
  survey: () => ({ hasRecordZone: true }),
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    "2026-11-02T08:15:00.250114987Z stdout F listening on 8080\n2026-11-02T08:15:01.100000001Z stderr P a line that \n2026-11-02T08:15:01.100000002Z stderr F was cut\n",
  ],
};

function startsRecord(line: string): boolean {
  const start = LINE.exec(line)?.[0].length;
  return start !== undefined && !isContinuation(line.slice(start));
}

function parse(text: string): ParsedPiece {
  const [, time = "", stream] = LINE.exec(text) ?? [];
  const read = isoTime(time);
  if (stream !== "stdout" && stream !== "stderr") {
    return { kind: "reject", reason: "No container log line: it has no time, stream and tag." };
  }
  const body = joined(text);
  const level = plainSeverity(body);
  const record: ParsedRecord = {
    kind: "record",
    timeUs: read?.timeUs ?? null,
    timeText: read === null ? time : undefined,
    severityNumber: level?.severityNumber ?? SEVERITY.unspecified,
    severityText: level?.isKeyword === false ? level.text : undefined,
    body,
    sharedAttributes: STREAMS[stream],
  };
  return withInnerJson(record, body);
}

/** The text of all lines of the record; what is no line of the log itself stays as it is. */
function joined(text: string): string {
  const lines = text.split(/\r?\n/);
  const parts = lines.map((line) => {
    const [start = "", , , tag] = LINE.exec(line) ?? [];
    return line.slice(start.length) + (tag === "P" ? "" : "\n");
  });
  return parts.join("").replace(/^\n+|\n+$/g, "");
}
