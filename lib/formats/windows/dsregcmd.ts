import type { FormatSettings, LogFormat, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import {
  isBorder,
  isSectionTitle,
  readDsregcmdSection,
  sectionAttributes,
  sectionSeverity,
} from "./dsregcmd-section.ts";

/**
 * The output of `dsregcmd /status`, a record for each boxed section. Facts: Microsoft's "Troubleshoot devices by using
 * the dsregcmd command". Its one time, Client Time (UTC), stands in the diagnostics and holds for the whole output.
 */
export const dsregcmd: LogFormat = {
  id: "dsregcmd",
  title: FORMAT_TITLES.dsregcmd,
  version: 1,
  framing: { kind: "multi-line", starts: isSectionTitle, opens: isBorder },
  detect,
  survey,
  createParser,
  samples: [
    `+----------------------------------------------------------------------+\n| Device State                                                         |\n+----------------------------------------------------------------------+\n\n             AzureAdJoined : YES\n          EnterpriseJoined : NO\n`,
    `+----------------------------------------------------------------------+\n| SSO State                                                            |\n+----------------------------------------------------------------------+\n\n                AzureAdPrt : NO\n`,
  ],
};

const OWN_TITLE =
  /^\s*\|\s{1,4}(?:Device (?:State|Details)|Tenant Details|User State|SSO State|Diagnostic Data|Ngc Prerequisite Check|Work Account \d)/;
const OWN_KEY =
  /^\s*(?:AzureAdJoined|AzureAdPrt|EnterpriseJoined|WorkplaceJoined|DomainJoined|NgcSet|DeviceAuthStatus) : /;

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  if (!lines.some(isBorder)) return 0;
  const isTitled = lines.some((line) => OWN_TITLE.test(line));
  const isKeyed = lines.some((line) => OWN_KEY.test(line));
  return isTitled && isKeyed ? 0.98 : isTitled ? 0.9 : isKeyed ? 0.6 : 0;
}

const CLIENT_TIME = /^\s*Client Time : (\S{10} \S{8,16})(?: UTC)?\s*$/;

function survey(sample: TextSample): FormatSettings {
  const lines = `${sample.head}\n${sample.tail ?? ""}`.split("\n");
  const times = lines.map((line) => CLIENT_TIME.exec(line)?.[1]).filter((time) => time !== undefined);
  const [clientTime] = times;
  if (clientTime === undefined || clientTimeUs(clientTime) === null) {
    return { notes: ["The output says nothing about when it was made."] };
  }
  // Several runs in one file: each section with a time of its own has it, the others can't be told apart.
  return times.length === 1
    ? { hasRecordZone: true, clientTime, notes: ["All sections bear the output's Client Time."] }
    : { hasRecordZone: true };
}

/** Client Time is UTC, said or not. */
function clientTimeUs(text: string): number | null {
  return isoTime(text.replace(/ ?UTC$/, "").trim())?.timeUs ?? null;
}

function createParser(settings: FormatSettings): RecordParser {
  const { clientTime } = settings;
  const outputUs = typeof clientTime === "string" ? clientTimeUs(clientTime) : null;
  return { parse: ({ text }) => parsePiece(text, outputUs), state: (): Json => null };
}

function parsePiece(text: string, outputUs: number | null): ParsedPiece {
  const section = readDsregcmdSection(text);
  if (section === null) return { kind: "reject", reason: "Text outside any section: no title in a box above it." };
  const { title, body, values } = section;
  const ownTime = values.get("Client Time");
  const timeUs = ownTime === undefined ? outputUs : clientTimeUs(ownTime);
  return {
    kind: "record",
    timeUs,
    isLocalTime: false,
    timeText: timeUs === null ? ownTime : undefined,
    severityNumber: sectionSeverity(values),
    body,
    logger: title || undefined,
    hostName: values.get("Device Name") || undefined,
    attributes: sectionAttributes(values),
  };
}
