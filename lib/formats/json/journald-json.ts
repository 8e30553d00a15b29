import type { LogFormat, ParsedRecord } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { syslogSeverity } from "#lib/formats/syslog-severity.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { averageScore, jsonSample } from "./json-sample.ts";
import type { JsonTime } from "./json-time.ts";
import { rolesOf } from "./mapped-keys.ts";
import { createMappedParser } from "./mapped-record.ts";

const ROLES = rolesOf({
  time: ["_SOURCE_REALTIME_TIMESTAMP", "__REALTIME_TIMESTAMP"],
  level: ["PRIORITY"],
  message: ["MESSAGE"],
  logger: ["SYSLOG_IDENTIFIER", "_COMM", "_SYSTEMD_UNIT"],
  host: ["_HOSTNAME"],
  process: ["_PID", "SYSLOG_PID"],
  user: ["_UID"],
  constant: ["_BOOT_ID", "_MACHINE_ID", "_TRANSPORT", "_RUNTIME_SCOPE"],
});

/** `journalctl -o json` (systemd.journal-fields(7)): times in microseconds, PRIORITY as in syslog, bytes as arrays of numbers. */
export const journaldJson: LogFormat = {
  id: "journald-json",
  title: FORMAT_TITLES["journald-json"],
  version: 2,
  framing: { kind: "json" },
  detect(sample) {
    const { objects, share } = jsonSample(sample);
    return averageScore(objects, score) * share ** 0.5;
  },
  survey: () => ({ hasRecordZone: true }),
  createParser: () => createMappedParser({ roles: ROLES, level: syslogLevel, time: microseconds, finish: readBytes }),
  samples: [
    '{"__REALTIME_TIMESTAMP":"1760000000250000","_HOSTNAME":"edge-4","PRIORITY":"3","SYSLOG_IDENTIFIER":"backupd","_PID":"812","MESSAGE":"no space left on /srv"}',
  ],
};

function score(object: JsonObject): number {
  if (object.__REALTIME_TIMESTAMP === undefined) return 0;
  return object.MESSAGE !== undefined || object._HOSTNAME !== undefined ? 0.98 : 0.8;
}

function syslogLevel(value: Json) {
  return { severityNumber: syslogSeverity(Number(value)) };
}

function microseconds(value: Json): JsonTime | null {
  const timeUs = Number(value);
  return /^\d{1,17}$/.test(String(value)) ? { timeUs, isLocal: false } : null;
}

/** A message that is no UTF-8 is written as its bytes. */
function readBytes(record: ParsedRecord, { MESSAGE: message }: JsonObject): void {
  if (!Array.isArray(message) || !message.every((byte) => typeof byte === "number")) return;
  record.body = new TextDecoder().decode(Uint8Array.from(message as number[])).trimEnd();
  const { MESSAGE: _, ...others } = record.attributes ?? {};
  record.attributes = Object.keys(others).length > 0 ? others : undefined;
}
