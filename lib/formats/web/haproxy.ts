import type {
  FormatSettings,
  LogFormat,
  ParsedPiece,
  ParsedRecord,
  RecordParser,
  TextSample,
} from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { presentAttributes } from "#lib/formats/present-attributes.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { surveySyslog, syslogYears } from "#lib/formats/system/syslog.ts";
import { isSyslogStart, readSyslogHeader, type SyslogHeader } from "#lib/formats/system/syslog-header.ts";
import { syslogRecord } from "#lib/formats/system/syslog-record.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { type HaproxyLine, isHaproxyTraffic, readHaproxyLine } from "./haproxy-line.ts";

/**
 * HAProxy's logs: HTTP, HTTPS and TCP traffic, connection errors, and its own messages, with or without the header of
 * syslog. Facts: chapter 8 "Logging" of its configuration manual. The accept date is local time.
 */
export const haproxy: LogFormat = {
  id: "haproxy",
  title: FORMAT_TITLES.haproxy,
  version: 2,
  framing: { kind: "multi-line", starts: (line) => isSyslogStart(line) || isHaproxyTraffic(line) },
  detect,
  survey,
  createParser,
  samples: [
    'Oct  9 08:53:20 tally-1 haproxy[812]: 203.0.113.9:33317 [09/Oct/2025:08:53:20.655] http-in shop/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {shop.example} {} "GET /orders HTTP/1.1"\n',
    "203.0.113.9:33313 [09/Oct/2025:08:53:20.443] db-in db/srv2 0/0/5007 212 -- 0/0/0/0/3 0/0\n",
    "haproxy[812]: 203.0.113.9:34552 [09/Oct/2025:08:53:20.380] tls-in/1: Connection error during SSL handshake\n",
  ],
};

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  let own = 0;
  for (const line of lines) if (isHaproxyLine(line)) own++;
  if (own === 0) return 0;
  const share = own / lines.length;
  // Surer than syslog, whose header most of its lines have.
  return share > 0.5 ? 0.9 + 0.08 * share : share / 2;
}

/** Accept dates have a year, which messages without one then follow. */
function survey(sample: TextSample): FormatSettings {
  const settings: FormatSettings = { ...surveySyslog(sample), hasRecordZone: false };
  for (const text of sampleLines(sample)) {
    const line = readHaproxyLine((readSyslogHeader(text) ?? bare(text)).message);
    if (line === null || line.timeUs === null) continue;
    return { ...settings, firstYear: new Date(line.timeUs / 1000).getUTCFullYear(), notes: [] };
  }
  return settings;
}

const PROGRAM = /^haproxy\[\d{1,10}\]: /;

function isHaproxyLine(line: string): boolean {
  if (PROGRAM.test(line) || isHaproxyTraffic(line)) return true;
  if (!line.includes("haproxy") && !line.includes("/")) return false;
  const header = readSyslogHeader(line);
  return header !== null && (header.tag === "haproxy" || isHaproxyTraffic(header.message));
}

function createParser(settings: FormatSettings, state?: Json): RecordParser {
  const years = syslogYears(settings, state);
  const sets = new KnownSets();
  return {
    parse({ text }): ParsedPiece {
      const header = readSyslogHeader(text) ?? bare(text);
      const line = readHaproxyLine(header.message);
      if (line !== null) {
        if (line.timeUs !== null) years.anchor(line.timeUs);
        return trafficRecord({ header, line, sets });
      }
      if (header.tag === undefined && header.stamp === null) {
        return { kind: "reject", reason: "Not a HAProxy line: no client and [date] start it." };
      }
      return syslogRecord(header, years);
    },
    state: () => years.state(),
  };
}

/** A line without the header of syslog, as `docker logs` gives it. */
function bare(text: string): SyslogHeader {
  const program = PROGRAM.exec(text)?.[0] ?? "";
  const process = program === "" ? undefined : program.slice(8, -3);
  const tag = program === "" ? undefined : "haproxy";
  return { priority: null, isRfc5424: false, stamp: null, tag, process, message: text.slice(program.length) };
}

interface Traffic {
  header: SyslogHeader;
  line: HaproxyLine;
  sets: KnownSets;
}

function trafficRecord({ header, line, sets }: Traffic): ParsedRecord {
  const { message, host, process } = header;
  return {
    kind: "record",
    timeUs: line.timeUs,
    isLocalTime: true,
    timeText: line.timeUs === null ? line.timeText : undefined,
    severityNumber: line.severityNumber,
    body: message.slice(message.indexOf("] ") + 2),
    httpMethod: line.httpMethod,
    url: line.url,
    httpStatusCode: line.httpStatusCode,
    remoteAddress: line.clientAddress,
    remotePort: line.clientPort,
    hostName: host,
    processId: process !== undefined && /^\d{1,10}$/.test(process) ? Number(process) : undefined,
    logger: header.tag,
    processingTimeMs: line.processingTimeMs,
    attributes: presentAttributes(line.attributes),
    sharedAttributes: sets.of(`${line.frontend}\n${line.server ?? ""}\n${line.version ?? ""}`, () => shared(line)),
  };
}

function shared({ frontend, server, version }: HaproxyLine): JsonObject {
  return {
    "haproxy.frontend": frontend,
    ...(server === undefined ? {} : { "haproxy.server": server }),
    ...(version === undefined ? {} : { "network.protocol.version": version }),
  };
}
