import { formatDuration } from "#components/ui/format-duration.ts";
import type { AlertItem } from "#lib/queries/list-alerts.ts";

/** Where an alert leads: to its line, else to its file. */
export function alertHref(alert: Pick<AlertItem, "file" | "line">): string | null {
  if (!alert.file) return null;
  return alert.line ? `/files/${alert.file.id}?record=${alert.line.recordNumber}` : `/files/${alert.file.id}`;
}

/** "1.1 s after upload"; null when that is not known. */
export function alertDelay({ file, createdAtMs }: Pick<AlertItem, "file" | "createdAtMs">): string | null {
  if (file?.arrivedAtMs == null) return null;
  return `${formatDuration(createdAtMs - file.arrivedAtMs)} after upload`;
}
