import type { LogFormat, ParsedRecord } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { withInnerJson } from "./inner-json.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

const ROLES = rolesOf({ time: ["time"], message: ["log"], constant: ["stream", "attrs"] });

/**
 * Docker's json-file driver: `{"log":"...\n","stream":"stdout","time":"..."}` a line (Docker documentation, "JSON File
 * logging driver"). A log without a line end goes on in the next record: Docker cuts lines at 16 KiB.
 */
export const dockerJson: LogFormat = {
  id: "docker-json",
  title: FORMAT_TITLES["docker-json"],
  version: 3,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser: () => createMappedParser({ roles: ROLES, finish: readLine }),
  samples: [
    '{"log":"2026-11-02 08:15:00 ERROR queue is full\\n","stream":"stderr","time":"2026-11-02T08:15:00.250114Z"}',
  ],
};

function score(object: JsonObject): number {
  const { log, stream, time } = object;
  return typeof log === "string" && (stream === "stdout" || stream === "stderr") && typeof time === "string" ? 0.98 : 0;
}

/** The line has a level of its own, in words or as JSON; standard error alone says nothing. */
function readLine(record: ParsedRecord, { log }: JsonObject): void {
  if (typeof log !== "string") return;
  if (!log.endsWith("\n")) record.attributes = { ...record.attributes, "log.is_partial": true };
  const inner = withInnerJson(record, log);
  if (inner !== record) Object.assign(record, inner);
  else record.severityNumber = plainSeverity(log)?.severityNumber ?? record.severityNumber;
}
