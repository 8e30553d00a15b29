import type { FormatSettings, LogFormat, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { isJournalMark, isSyslogStart, readSyslogHeader, type SyslogHeader } from "./syslog-header.ts";
import { syslogRecord } from "./syslog-record.ts";
import type { SyslogStamp } from "./syslog-stamp.ts";
import { firstSyslogYear, latestSyslogUs, SyslogYears } from "./syslog-year.ts";

/**
 * Syslog as daemons, routers and journalctl write it. Facts: RFC 3164, RFC 5424, RFC 6587, rsyslog's file templates,
 * journalctl's short formats, Apple's asl.conf(5), Cisco's "System Message Format". Lines without a header belong to
 * the message before them.
 */
export const syslog: LogFormat = {
  id: "syslog",
  title: FORMAT_TITLES.syslog,
  version: 2,
  framing: { kind: "multi-line", starts: isSyslogStart },
  detect,
  survey: surveySyslog,
  createParser: createSyslogParser,
  samples: [
    "Oct  9 08:53:20 tally-1 sshd[812]: Failed password for avery from 203.0.113.9 port 50022 ssh2\nOct  9 08:53:21 tally-1 last message repeated 2 times\n",
    '<165>1 2025-10-09T08:53:20.003Z tally-1 backup 812 ID47 [example@32473 iut="3" source="disk"] copied 1204 files\n',
    "2025-10-09T08:53:20.123456+02:00 tally-1 systemd[1]: Started Daily apt download activities.\n",
    "[    0.000000] Linux version 6.8.0-generic\n[    1.204711] usb 1-1: new high-speed USB device number 2\n",
  ],
};

/** Words that stand where a host would, in logs that are no syslog. */
const NO_HOST = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|CRITICAL|stdout|stderr)$/i;

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  if (lines.length === 0) return 0;
  let sum = 0;
  for (const line of lines) sum += likeness(line);
  const share = sum / lines.length;
  return share < 0.15 ? share : 0.6 + 0.3 * share;
}

function likeness(line: string): number {
  const header = isSyslogStart(line) ? readSyslogHeader(line) : null;
  if (header === null) return 0;
  if (header.isRfc5424 || header.uptimeSeconds !== undefined) return 1;
  const { stamp, host = "", tag } = header;
  if (NO_HOST.test(host) || stamp?.month === 0) return 0;
  if (stamp === null) return tag === undefined ? 0.3 : 0.8;
  const isOld = stamp.year === null || header.priority !== null;
  if (tag === undefined) return isOld && host !== "" ? 0.7 : 0;
  return isOld || host !== "" || header.level !== undefined ? 1 : 0.3;
}

/** What a file of syslog lines needs to know; also for formats that travel within syslog. */
export function surveySyslog(sample: TextSample): FormatSettings {
  const latestUs = latestSyslogUs(sample.receivedAtMs);
  const stamps = sampledStamps(sample);
  const yearless = stamps.filter(({ year }) => year === null);
  const hasRecordZone = stamps.length > 0 && stamps.every(({ offsetUs }) => offsetUs !== null);
  if (yearless.length === 0) return { hasRecordZone, latestUs, firstYear: new Date(latestUs / 1000).getUTCFullYear() };
  const firstYear = firstSyslogYear(yearless, latestUs);
  return {
    hasRecordZone,
    latestUs,
    firstYear,
    notes: [
      `The dates have no year; ${firstYear} is assumed for the first, so that none is later than the file's arrival.`,
    ],
  };
}

function sampledStamps(sample: TextSample): SyslogStamp[] {
  const stamps: SyslogStamp[] = [];
  for (const line of `${sample.head}\n${sample.tail ?? ""}`.split("\n")) {
    const stamp = isSyslogStart(line) ? readSyslogHeader(line)?.stamp : undefined;
    if (stamp !== null && stamp !== undefined) stamps.push(stamp);
  }
  return stamps;
}

/** The years of a file that `surveySyslog` looked at. */
export function syslogYears(settings: FormatSettings, state?: Json): SyslogYears {
  const { firstYear, latestUs } = settings;
  return new SyslogYears({
    firstYear: typeof firstYear === "number" ? firstYear : 1970,
    latestUs: typeof latestUs === "number" ? latestUs : Number.MAX_SAFE_INTEGER,
    state,
  });
}

function createSyslogParser(settings: FormatSettings, state?: Json): RecordParser {
  const years = syslogYears(settings, state);
  return {
    parse({ text }) {
      if (isJournalMark(text)) return { kind: "record", timeUs: null, severityNumber: SEVERITY.info, body: text };
      const header: SyslogHeader | null = readSyslogHeader(text);
      if (header === null)
        return { kind: "reject", reason: "Not a syslog line: neither a time nor a priority starts it." };
      return syslogRecord(header, years);
    },
    state: () => years.state(),
  };
}
