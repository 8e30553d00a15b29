import { type EventMeaning, eventMeaning } from "#lib/codes/event-meanings.ts";
import type { ParsedPiece } from "#lib/formats/format.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { eventBody } from "./event-body.ts";
import { dataObject, eventData } from "./event-data.ts";
import { eventSeverity } from "./event-severity.ts";
import { attributeOf, childNamed, type XmlElement } from "./xml-element.ts";

/** Turns events into records; one for a file, since what repeats is shared. */
export class EventRecords {
  private readonly shared = new Map<string, JsonObject>();

  /**
   * What one event says, from binary or written XML.
   * Facts: the schema of events, [MS-EVEN6] and "Event Schema" of the Windows SDK.
   */
  record(event: XmlElement): ParsedPiece {
    const system = childNamed(event, "System");
    if (system === undefined)
      return { kind: "reject", reason: "This event has no System element, so nothing says what it is." };
    const facts = systemFacts(system);
    const data = eventData(event);
    const meaning = facts.eventId === null ? null : eventMeaning(facts.provider, facts.eventId);
    const rendering = childNamed(event, "RenderingInfo");
    const message = childNamed(rendering, "Message")?.text.trim() ?? "";
    const attributes: JsonObject = {};
    if (facts.eventId !== null) attributes["event.id"] = facts.eventId;
    if (facts.recordId !== null) attributes["event.record_id"] = facts.recordId;
    if (facts.threadId !== undefined) attributes["thread.id"] = facts.threadId;
    if (facts.activityId !== undefined) attributes["winlog.activity_id"] = facts.activityId;
    if (facts.relatedActivityId !== undefined) attributes["winlog.related_activity_id"] = facts.relatedActivityId;
    if (data.length > 0) attributes["winlog.event_data"] = dataObject(data);
    return {
      kind: "record",
      ...timeOf(facts.time),
      ...severityOf(facts, meaning),
      body: eventBody({ provider: facts.provider, eventId: facts.eventId, meaning, data, message }),
      hostName: facts.computer,
      processId: facts.processId,
      logger: facts.provider || undefined,
      userId: facts.userId,
      attributes,
      sharedAttributes: this.sharedOf(facts, rendering),
    };
  }

  /** The same object for events of a kind. */
  private sharedOf(facts: SystemFacts, rendering: XmlElement | undefined): JsonObject {
    const task = childNamed(rendering, "Task")?.text.trim() || facts.task;
    const opcode = childNamed(rendering, "Opcode")?.text.trim() || facts.opcode;
    const { channel, providerGuid, level, keywords, version } = facts;
    const key = `${channel}\n${providerGuid}\n${level}\n${task}\n${opcode}\n${keywords}\n${version}`;
    const known = this.shared.get(key);
    if (known !== undefined) return known;
    const values: Record<string, string | undefined> = {
      "winlog.channel": channel,
      "winlog.provider_guid": providerGuid,
      "winlog.level": level,
      "winlog.task": task,
      "winlog.opcode": opcode,
      "winlog.keywords": keywords,
      "winlog.version": version,
    };
    const made: JsonObject = {};
    for (const [attribute, value] of Object.entries(values)) if (value !== undefined) made[attribute] = value;
    if (this.shared.size >= MAX_SHARED) this.shared.clear();
    this.shared.set(key, made);
    return made;
  }
}

const MAX_SHARED = 2000;

interface SystemFacts {
  provider: string;
  providerGuid?: string;
  eventId: number | null;
  recordId: number | null;
  time: string;
  computer?: string;
  channel?: string;
  level?: string;
  task?: string;
  opcode?: string;
  keywords?: string;
  version?: string;
  processId?: number;
  threadId?: number;
  activityId?: string;
  relatedActivityId?: string;
  userId?: string;
}

function systemFacts(system: XmlElement): SystemFacts {
  const facts: SystemFacts = { provider: "", eventId: null, recordId: null, time: "" };
  for (const element of system.children) {
    SYSTEM_PARTS.get(element.name)?.(facts, element);
  }
  return facts;
}

type ReadPart = (facts: SystemFacts, element: XmlElement) => void;

const SYSTEM_PARTS = new Map<string, ReadPart>(
  Object.entries({
    Provider: (facts, element) => {
      facts.provider = attributeOf(element, "Name") || attributeOf(element, "EventSourceName") || "";
      facts.providerGuid = attributeOf(element, "Guid") || undefined;
    },
    EventID: (facts, { text }) => {
      facts.eventId = wholeNumber(text) ?? null;
    },
    Version: (facts, { text }) => {
      facts.version = text.trim() || undefined;
    },
    Level: (facts, { text }) => {
      facts.level = text.trim() || undefined;
    },
    Task: (facts, { text }) => {
      facts.task = text.trim() || undefined;
    },
    Opcode: (facts, { text }) => {
      facts.opcode = text.trim() || undefined;
    },
    Keywords: (facts, { text }) => {
      facts.keywords = text.trim() || undefined;
    },
    TimeCreated: (facts, element) => {
      facts.time = attributeOf(element, "SystemTime");
    },
    EventRecordID: (facts, { text }) => {
      facts.recordId = wholeNumber(text) ?? null;
    },
    Correlation: (facts, element) => {
      facts.activityId = attributeOf(element, "ActivityID") || undefined;
      facts.relatedActivityId = attributeOf(element, "RelatedActivityID") || undefined;
    },
    Execution: (facts, element) => {
      facts.processId = wholeNumber(attributeOf(element, "ProcessID"));
      facts.threadId = wholeNumber(attributeOf(element, "ThreadID"));
    },
    Channel: (facts, { text }) => {
      facts.channel = text.trim() || undefined;
    },
    Computer: (facts, { text }) => {
      facts.computer = text.trim() || undefined;
    },
    Security: (facts, element) => {
      facts.userId = attributeOf(element, "UserID") || undefined;
    },
  } satisfies Record<string, ReadPart>),
);

function wholeNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return /^\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** SystemTime is UTC, whether it says so or not. */
function timeOf(text: string): { timeUs: number | null; timeText?: string } {
  const time = ticksTime(text) ?? isoTime(text);
  return time === null ? { timeUs: null, timeText: text } : { timeUs: time.timeUs };
}

/** As EVTX and wevtutil write it, with seven digits of a second: the six that count are read without a pattern. */
function ticksTime(text: string): { timeUs: number } | null {
  if (text.length !== 28 || text.charCodeAt(27) !== 0x5a) return null;
  const milliseconds = isoTime(`${text.slice(0, 23)}Z`);
  const rest = Number(text.slice(23, 26));
  return milliseconds === null || !(rest >= 0) ? null : { timeUs: milliseconds.timeUs + rest };
}

function severityOf({ level, keywords }: SystemFacts, meaning: EventMeaning | null) {
  const severity = eventSeverity(level, keywords);
  return meaning?.severityNumber === undefined ? severity : { ...severity, severityNumber: meaning.severityNumber };
}
