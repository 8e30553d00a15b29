import type { EventMeaning } from "#lib/codes/event-meanings.ts";
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
  if (meaning === null) return data.length === 0 ? source : `${source}: ${listed(data)}`;
  const sentence = meaning.say === undefined ? null : filled(meaning.say, data);
  if (sentence !== null) return `${sentence} [${source}]`;
  return `${meaning.title}${data.length === 0 ? "" : `: ${listed(data)}`} [${source}]`;
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
      .map((name) => valueOf(name, data))
      .find((found) => found !== "");
    if (value === undefined) isComplete = false;
    return value ?? "";
  });
  return isComplete ? text : null;
}

function valueOf(name: string, data: readonly DataField[]): string {
  const field = /^\d{1,2}$/.test(name) ? data[Number(name) - 1] : data.find((one) => one.name === name);
  return field === undefined ? "" : shown(field.value);
}

function listed(data: readonly DataField[]): string {
  let text = "";
  for (const { name, value } of data) {
    if (value === "") continue;
    const part = `${text === "" ? "" : ", "}${name}=${shown(value)}`;
    if (text.length + part.length > MAX_DATA_CHARACTERS) return `${text}, …`;
    text += part;
  }
  return text;
}

/** On one line; "%%1053" is how services write error 1053. */
function shown(value: string): string {
  const text = /[\s]/.test(value) ? value.replace(/\s+/g, " ").trim() : value;
  if (/^%%\d{1,5}$/.test(text)) return text.slice(2);
  return text.length > MAX_VALUE_CHARACTERS ? `${text.slice(0, MAX_VALUE_CHARACTERS)}…` : text;
}
