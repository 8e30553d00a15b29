import type { EventMeaning } from "#lib/codes/event-meanings.ts";
import { hresultText } from "#lib/codes/hresult-text.ts";
import type { DataField } from "./event-data.ts";

export interface EventBodyInput {
  provider: string;
  eventId: number | null;
  meaning: EventMeaning | null;
  data: readonly DataField[];
  /** As Windows rendered it; "" when the log does not hold that, as EVTX never does. */
  message: string;
}

const MAX_VALUE_CHARACTERS = 300;
const MAX_DATA_CHARACTERS = 2000;

/** What an event says in one text: Windows' own message when it is there, else our sentence for it, else its data. */
export function eventBody({ provider, eventId, meaning, data, message }: EventBodyInput): string {
  if (message !== "") return message;
  const source = `${shortProvider(provider)} ${eventId ?? "event"}`;
  const list = listed(data);
  if (meaning === null) return list === "" ? source : `${source}: ${list}`;
  const sentence = meaning.say === undefined ? null : filled(meaning.say, data);
  if (sentence !== null) return `${sentence} [${source}]`;
  return `${meaning.title}${list === "" ? "" : `: ${list}`} [${source}]`;
}

/** "Microsoft-Windows-GroupPolicy" is "GroupPolicy" to people. */
function shortProvider(provider: string): string {
  return provider.replace(/^Microsoft-Windows-/, "") || "Unknown provider";
}

/** A stretch of a sentence: as it is, or one of these fields. */
type Part = string | readonly string[];

const known = new Map<string, readonly Part[]>();

/** {2} stands for the second value, {Name} for a named one, {Name|2} for either. Cut once for each of our sentences. */
function partsOf(sentence: string): readonly Part[] {
  const before = known.get(sentence);
  if (before !== undefined) return before;
  const parts = sentence.split(/\{([^{}]{1,80})\}/).map((part, index) => (index % 2 === 0 ? part : part.split("|")));
  known.set(sentence, parts);
  return parts;
}

/** The sentence with its data; null = one of them is missing. */
function filled(sentence: string, data: readonly DataField[]): string | null {
  let text = "";
  for (const part of partsOf(sentence)) {
    const value = typeof part === "string" ? part : firstField(part, data);
    if (value === null) return null;
    text += value;
  }
  return text;
}

function firstField(names: readonly string[], data: readonly DataField[]): string | null {
  for (const name of names) {
    const place = Number(name);
    const field = place > 0 ? data[place - 1] : data.find((one) => one.name === name);
    const text = field === undefined ? "" : shown(field);
    if (text !== "") return text;
  }
  return null;
}

function listed(data: readonly DataField[]): string {
  let text = "";
  for (const field of data) {
    // Bytes in hexadecimal say nothing to people; they are among the attributes.
    if (field.value === "" || field.name === "Binary") continue;
    const part = `${text === "" ? "" : ", "}${field.name}=${shown(field)}`;
    if (text.length + part.length > MAX_DATA_CHARACTERS) return `${text}, …`;
    text += part;
  }
  return text;
}

/** On one line; codes as people look them up: "%%1053" is how services write error 1053, HRESULTs come as numbers. */
function shown({ name, value }: DataField): string {
  const text = /[\s]/.test(value) ? value.replace(/\s+/g, " ").trim() : value;
  if (/^%%\d{1,5}$/.test(text)) return text.slice(2);
  if (text.length >= 10 && text.length <= 11 && CODE_NAME.test(name)) return hresultText(text);
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
}

const CODE_NAME = /hresult|error|result|status|exitcode|^hr$/i;
