import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount } from "#components/ui/format-count.ts";
import type { ObjectStatus, RunTrigger, SourceDefinition, SourceKind } from "#lib/model/source.ts";
import type { SourceRunItem, SourceState } from "#lib/model/source-state.ts";

export const KIND_WORDS: Record<SourceKind, string> = {
  bucket: "Storage",
  s3: "S3",
  folder: "Folder",
  custom: "Extension",
};

export const STATE_WORDS: Record<SourceState["kind"], string> = {
  paused: "Paused",
  running: "Running",
  failing: "Failing",
  held: "Held",
  due: "Due",
  waiting: "Watching",
};

export const OBJECT_WORDS: Record<ObjectStatus, string> = {
  pending: "To take",
  taken: "Taken",
  skipped: "Skipped",
  failed: "Failed",
};

export const TRIGGER_WORDS: Record<RunTrigger, string> = {
  interval: "By its interval",
  person: "Asked for",
  command: "From the command line",
  event: "By an event",
};

export const AFTER_WORDS: Record<SourceDefinition["after"], string> = {
  keep: "They stay as they are",
  tag: "They are tagged as read",
  delete: "They are removed once read",
};

/** Where a source looks, in one line. */
export function whereWords(definition: SourceDefinition): string {
  const { prefix } = definition;
  switch (definition.kind) {
    case "bucket":
      return `${definition.connection.bucket}/${prefix}`;
    case "folder":
      return `${definition.connection.path.replace(/\/+$/, "")}/${prefix}`;
    case "custom":
      return `${definition.connection.type}: ${prefix}`;
    case "s3": {
      const { bucket, endpoint } = definition.connection;
      const host = endpoint === null ? "" : ` at ${URL.canParse(endpoint) ? new URL(endpoint).host : endpoint}`;
      return `s3://${bucket}/${prefix}${host}`;
    }
  }
}

/** "3 to take, 1,204 taken, 2 failed"; what there is none of is left out. */
export function countWords(counts: Readonly<Record<ObjectStatus, number>>): string {
  const parts = (["pending", "taken", "skipped", "failed"] as const)
    .filter((status) => counts[status] > 0)
    .map((status) => `${formatCount(counts[status])} ${OBJECT_WORDS[status].toLowerCase()}`);
  return parts.length === 0 ? "Nothing found yet" : parts.join(", ");
}

/** What a run found and what became of it. */
export function runWords(run: SourceRunItem): string {
  if (run.status === "running" && run.listed === 0) return "Looking";
  if (run.listed + run.new + run.taken + run.skipped + run.failed === 0) {
    return run.status === "completed" ? "Nothing there" : "Nothing looked at";
  }
  const parts = [
    `${formatCount(run.listed)} looked at`,
    run.new === 0 ? "nothing new" : `${formatCount(run.new)} new`,
    run.taken > 0 ? `${formatCount(run.taken)} taken (${formatBytes(run.takenBytes)})` : null,
    run.skipped > 0 ? `${formatCount(run.skipped)} skipped` : null,
    run.failed > 0 ? `${formatCount(run.failed)} failed` : null,
  ];
  return parts.filter(Boolean).join(", ");
}

/** A span as it is typed and read: "30 s", "5 min", "1 h". */
export function intervalText(seconds: number): string {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
