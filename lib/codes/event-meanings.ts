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
  return MEANINGS.get(keyOf(provider, eventId)) ?? null;
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
const MEANINGS = new Map(ALL.map((meaning) => [keyOf(meaning.provider, meaning.eventId), meaning]));

function keyOf(provider: string, eventId: number): string {
  return `${provider.toLowerCase()} ${eventId}`;
}
