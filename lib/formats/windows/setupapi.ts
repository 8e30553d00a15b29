import type {
  FormatSettings,
  LogFormat,
  ParsedPiece,
  ParsedRecord,
  RecordParser,
  TextSample,
} from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import {
  isOldMarked,
  isOldTitle,
  isSectionEnd,
  isSectionStart,
  readCutSection,
  readSection,
  type SetupapiSection,
  sectionTimeUs,
} from "./setupapi-section.ts";

/**
 * setupapi.dev.log, .app.log, .setup.log, .offline.log: a record is a section, from >>> to <<<. Facts: Microsoft's
 * "SetupAPI text logs" (format of a text log header, section headers and bodies, log entry prefixes), and real logs.
 */
export const setupapi: LogFormat = {
  id: "setupapi",
  title: FORMAT_TITLES.setupapi,
  version: 2,
  framing: {
    kind: "multi-line",
    starts: isSectionStart,
    ends: isSectionEnd,
    leads: isBootSession,
    opens: isHeader,
    resumes: isInsideSection,
  },
  detect,
  survey: (): FormatSettings => ({}),
  createParser: (): RecordParser => ({ parse: ({ text }) => parsePiece(text), state: (): Json => null }),
  samples: [
    "[Device Install Log]\n     OS Version = 10.0.26100\n\n[BeginLog]\n\n[Boot Session: 2026/11/18 07:58:03.498]\n",
    ">>>  [Device Install (Hardware initiated) - USB\\VID_0000&PID_0001\\5&1A]\n>>>  Section start 2026/11/18 08:14:02.331\n     dvi: {Build Driver List} 08:14:02.340\n<<<  Section end 2026/11/18 08:14:03.020\n<<<  [Exit status: SUCCESS]\n",
    "[2026/11/18 08:14:02 412.88 Driver Install]\n#-019 Searching for hardware ID(s): usb\\vid_0000\n#W334 Failed to verify the catalog.\n",
  ],
};

function isBootSession(line: string): boolean {
  return line.startsWith("[Boot Session: ");
}

function isHeader(line: string): boolean {
  return line.startsWith("[Device Install Log]") || line.startsWith("[SetupAPI Log]") || line.startsWith("[BeginLog]");
}

const BODY_LINE = /^(?:!!!|\. {4}|! {4}| {5}|<<< |>>> ) ?[a-z]{2,4}: /;
/** Who writes most of it; other texts are indented too, and have short words before a colon. */
const KNOWN_WRITER = /^[!. ]{5} ?(?:bak|cmd|cpy|dvi|flq|idb|inf|ndv|pol|prp|sig|sto|ump|utl|ven): /;
const SECTION_END = /^<<< {1,4}(?:Section end |\[Exit status: )/;

/** What stands inside sections alone: above the first one, the log was cut. */
function isInsideSection(line: string): boolean {
  return BODY_LINE.test(line) || SECTION_END.test(line) || isOldMarked(line);
}

function detect(sample: TextSample): number {
  const lines = sampleLines(sample);
  const first = lines[0];
  if (first === undefined) return 0;
  if (isHeader(first) || isBootSession(first)) return 0.97;
  if (lines.some((line) => line.startsWith(">>>") && isSectionStart(line))) return 0.96;
  const sections = lines.filter((line) => isSectionStart(line) || isSectionEnd(line)).length;
  const share = lines.filter((line) => isInsideSection(line) || isSectionStart(line)).length / lines.length;
  if (sections > 0 && lines.some(isOldMarked)) return 0.9;
  if (isOldTitle(first) || lines.filter(isOldTitle).length > 1) return 0.85;
  // The middle of a long section: nothing but what it did.
  const isKnown = lines.some((line) => KNOWN_WRITER.test(line) || isOldMarked(line));
  return share > 0.6 && lines.length > 2 && isKnown ? 0.85 : 0;
}

function parsePiece(text: string): ParsedPiece {
  const sectionAt = startOfSection(text);
  if (sectionAt < 0) return parseOutside(text);
  const section = readSection(text.slice(sectionAt).replaceAll("\r\n", "\n"));
  if (section === null) return outside();
  const header = text.slice(0, sectionAt).trim().replaceAll("\r\n", "\n");
  return sectionRecord(section, text.slice(sectionAt).replaceAll("\r\n", "\n").trimEnd(), header);
}

/** Where the first section begins below a header; -1 when there is none. */
function startOfSection(text: string): number {
  for (let at = 0; at >= 0 && at < text.length; at = text.indexOf("\n", at) + 1 || -1) {
    const end = text.indexOf("\n", at);
    if (isSectionStart(text.slice(at, end < 0 ? text.length : end))) return at;
  }
  return -1;
}

function sectionRecord(section: SetupapiSection, body: string, header: string): ParsedRecord {
  const { title, startUs, endUs, exitStatus } = section;
  const [kind = title, target] = title.split(/ - (.*)/s, 2);
  const attributes: JsonObject = {};
  if (target !== undefined) attributes["setupapi.target"] = target;
  if (exitStatus !== "") attributes["setupapi.exit_status"] = exitStatus;
  if (header !== "") attributes["setupapi.header"] = header;
  return {
    kind: "record",
    timeUs: startUs,
    isLocalTime: true,
    timeText: startUs === null ? section.startText || undefined : undefined,
    severityNumber: section.severityNumber,
    body,
    logger: kind.trim() || undefined,
    processingTimeMs: startUs === null || endUs === null || endUs < startUs ? undefined : (endUs - startUs) / 1000,
    attributes: Object.keys(attributes).length === 0 ? undefined : attributes,
  };
}

const BOOT_TIME = /^\[Boot Session: ([\d/]{10} [\d:]{8}\.\d{1,6})/m;

/** A header or a boot under which no section follows is a record; anything else outside is not. */
function parseOutside(text: string): ParsedPiece {
  if (isInsideSection(text.split("\n", 1)[0] ?? "")) return cutRecord(text.replaceAll("\r\n", "\n"));
  if (!isHeader(text) && !isBootSession(text)) return outside();
  const timeUs = sectionTimeUs(BOOT_TIME.exec(text)?.[1] ?? "");
  return {
    kind: "record",
    timeUs,
    isLocalTime: true,
    severityNumber: SEVERITY.info,
    body: text.replaceAll("\r\n", "\n"),
  };
}

/** The rest of a section, at the time of its end; its beginning and what it was about are not in the log. */
function cutRecord(text: string): ParsedRecord {
  const section = readCutSection(text);
  return {
    kind: "record",
    timeUs: section.endUs,
    isLocalTime: true,
    severityNumber: section.severityNumber,
    body: text.trimEnd(),
    attributes: section.exitStatus === "" ? undefined : { "setupapi.exit_status": section.exitStatus },
  };
}

function outside(): ParsedPiece {
  return { kind: "reject", reason: "Text outside any section: a section runs from >>> [..] to <<< [Exit status: ..]." };
}
