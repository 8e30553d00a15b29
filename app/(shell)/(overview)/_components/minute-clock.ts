import { logClock, logDay } from "#components/log-time.ts";

/** "14:03" of a point in time in a zone. */
export function clockOf(atMs: number, zone: string): string {
  return logClock(atMs * 1000, zone).slice(0, 5);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "12 Mar 2026" */
export function dayOf(atMs: number, zone: string): string {
  const [year, month, day] = logDay(atMs * 1000, zone).split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}
