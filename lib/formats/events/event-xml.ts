import type { LogFormat, ParsedPiece, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { EventRecords } from "./event-record.ts";
import { parseXmlElement } from "./parse-event-xml.ts";

const EVENT_START = /<Event(?:\s[^<>]{0,200})?>/;
const NAMESPACE = "schemas.microsoft.com/win/2004/08/events/event";
const SYSTEM_START = /<Event(?:\s[^<>]{0,200})?>[\s-]{0,200}<System>/;

/**
 * Windows events as XML: wevtutil /f:xml (without a root, many on a line), Get-WinEvent's ToXml(), Event Viewer's
 * "Save as XML" (within Events) and its copied details ("- <Event"). Facts: the event schema of the Windows SDK.
 */
export const eventXml: LogFormat = {
  id: "event-xml",
  title: FORMAT_TITLES["event-xml"],
  version: 1,
  framing: { kind: "elements", name: "Event" },
  detect,
  survey: () => ({ hasRecordZone: true }),
  createParser() {
    const records = new EventRecords();
    return { parse: ({ text }) => parse(records, text), state: () => null };
  },
  samples: [
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Tallybook Service'/><EventID Qualifiers='0'>100</EventID><Level>4</Level><TimeCreated SystemTime='2026-11-02T09:15:30.1234567Z'/><EventRecordID>7</EventRecordID><Channel>Application</Channel><Computer>FIN-LT-0147</Computer><Security/></System><EventData><Data>started</Data></EventData></Event>\n`,
    `\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event">\n  <System>\n    <Provider Name="MsiInstaller"/>\n    <EventID>11707</EventID>\n  </System>\n</Event></Events>\n`,
  ],
};

/** Events may follow a few lines of something else; text that mentions one is not a file of them. */
function detect({ head }: TextSample): number {
  if (!head.includes("<Event")) return 0;
  const start = head.search(EVENT_START);
  if (start === -1) return 0;
  // Other XML has elements of this name, too.
  if (!SYSTEM_START.test(head) && !head.slice(start, start + 300).includes(NAMESPACE)) return 0;
  const before = head.slice(0, start).replace(/<[^<>]{0,2000}>|[\s\ufeff-]{1,4000}/g, "");
  if (before === "") return 0.99;
  return before.length < 2000 ? 0.7 : 0;
}

function parse(records: EventRecords, text: string): ParsedPiece {
  if (!text.startsWith("<Event")) return { kind: "reject", reason: "Text outside of any event." };
  const event = parseXmlElement(text);
  if ("problem" in event) return { kind: "reject", reason: `This event is no complete XML: ${event.problem}.` };
  return records.record(event);
}
