import { ALERT_STATES, type AlertState } from "#lib/queries/list-alerts.ts";

/** The tab that an address asks for. */
export function alertTab(value: string | string[] | null | undefined): AlertState {
  return ALERT_STATES.find((state) => state === value) ?? "open";
}
