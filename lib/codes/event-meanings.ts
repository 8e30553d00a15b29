import { DEVICE_EVENTS } from "./device-events.ts";
import type { EventMeaning } from "./event-table.ts";
import { INSTALLATION_EVENTS } from "./installation-events.ts";
import { MANAGEMENT_EVENTS } from "./management-events.ts";
import { SECURITY_EVENTS } from "./security-events.ts";
import { SYSTEM_EVENTS } from "./system-events.ts";

export type { EventMeaning } from "./event-table.ts";

/**
 * What an event of a Windows event log means, by its provider and id; null for one we have no words for.
 * Ids and their fields are facts of the providers' published manifests; the words are ours.
 */
export function eventMeaning(provider: string, eventId: number): EventMeaning | null {
  const events = MEANINGS.get(provider) ?? MEANINGS.get(provider.toLowerCase());
  return events?.get(eventId) ?? null;
}

/** Every event there are words for. */
export function allEventMeanings(): readonly EventMeaning[] {
  return ALL;
}

const ALL: readonly EventMeaning[] = [
  ...INSTALLATION_EVENTS,
  ...MANAGEMENT_EVENTS,
  ...SYSTEM_EVENTS,
  ...DEVICE_EVENTS,
  ...SECURITY_EVENTS,
];
/** By provider as it writes its name, and in small letters. */
const MEANINGS = new Map<string, Map<number, EventMeaning>>();
for (const meaning of ALL) {
  const events = MEANINGS.get(meaning.provider) ?? new Map<number, EventMeaning>();
  MEANINGS.set(meaning.provider, events.set(meaning.eventId, meaning));
  MEANINGS.set(meaning.provider.toLowerCase(), events);
}
