import type { Json } from "#lib/model/json.ts";
import type { FailingLine, Installation } from "#lib/model/log-file.ts";
import type { FileRecord } from "#lib/model/log-record.ts";

/** Understands installations while the records of one file pass by. */
export interface InstallationTracker {
  /** Every record of the file, once, in order. */
  observe(record: FileRecord): void;
  /** What is known now, in the order of the file; the last state of an attempt may still change. */
  installations(): Installation[];
  /** The device the log says it was written on. */
  deviceName(): string | null;
  /** Small JSON; a tracker made from it goes on as this one would. */
  state(): Json;
}

/** A tracker of a whole file, which also explains logs that hold no installation. */
export interface FileTracker extends InstallationTracker {
  /** The earliest record that explains what is wrong with the file, or null when nothing is. */
  failingLine(): FailingLine | null;
}
