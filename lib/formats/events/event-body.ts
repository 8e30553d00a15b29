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

/** Puts data into the places of a sentence: {2} the second value, {Name} a named one, {Name|2} either; null = one is missing. */
function filled(sentence: string, data: readonly DataField[]): string | null {
  let isComplete = true;
  const text = sentence.replace(/\{([^{}]{1,80})\}/g, (_place, names: string) => {
    const value = names
      .split("|")
      .map((name) => textOfField(name, data))
      .find((found) => found !== "");
    if (value === undefined) isComplete = false;
    return value ?? "";
  });
  return isComplete ? text : null;
}

function textOfField(name: string, data: readonly DataField[]): string {
  const field = /^\d{1,2}$/.test(name) ? data[Number(name) - 1] : data.find((one) => one.name === name);
  return field === undefined ? "" : shown(field);
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
