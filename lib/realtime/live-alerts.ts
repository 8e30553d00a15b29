import type { OrganizationEvent } from "./organization-event.ts";

export type AlertEvent = Extract<OrganizationEvent, { name: "alert" | "alert-state" | "alert-mute" }>;

const listeners = new Set<(event: AlertEvent) => void>();

/** Hears of alerts the moment the tab does, before any refetch. Returns what ends it. */
export function onAlertEvent(listener: (event: AlertEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function noteAlertEvent(event: AlertEvent): void {
  for (const listener of listeners) listener(event);
}
