import type { ReadingChoice } from "#lib/parse/preview-file.ts";

/** Where one file is on its way from this browser. */
export type UploadState =
  /** Its fingerprint is being computed. `isAsked`: send as soon as that is done. */
  | { kind: "reading"; bytesDone: number; isAsked: boolean }
  | { kind: "ready" }
  /** Asked to be sent; others are being sent. */
  | { kind: "waiting" }
  | { kind: "sending"; bytesSent: number; bytesPerS: number | null; trouble: string | null }
  | { kind: "paused"; bytesSent: number }
  /** All bytes are in storage; the server looks at them. */
  | { kind: "checking" }
  | { kind: "queued"; fileId: string }
  | { kind: "duplicate"; first: { id: string; name: string } }
  /** `canRetry`: false when only another file would help. */
  | { kind: "failed"; reason: string; canRetry: boolean };

export interface UploadItem {
  /** Of this tab only. */
  id: string;
  file: File;
  /** With its folders, as people know it: "Wave 7/LT-2318/ime.log". */
  path: string;
  sha256: string | null;
  /** The row on the server, once it was made. */
  fileId: string | null;
  /** What the fields said when it was sent. */
  target: UploadTarget | null;
  /** How it is to be read; the same object as long as nobody changed it. */
  choice: ReadingChoice;
  state: UploadState;
}

export interface UploadTarget {
  deployment: string | null;
  device: string | null;
}

/** A file as it was dropped or picked. */
export interface PickedFile {
  file: File;
  path: string;
}

export function isUnsent(item: UploadItem): boolean {
  return item.state.kind === "ready" || (item.state.kind === "reading" && !item.state.isAsked);
}

export function isOver(item: UploadItem): boolean {
  return item.state.kind === "queued" || item.state.kind === "duplicate";
}

/** Closing the tab would interrupt it. */
export function isMoving(item: UploadItem): boolean {
  const { kind } = item.state;
  return (
    kind === "waiting" ||
    kind === "sending" ||
    kind === "checking" ||
    (item.state.kind === "reading" && item.state.isAsked)
  );
}
