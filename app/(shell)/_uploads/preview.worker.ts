import { AppError } from "#lib/errors.ts";
import { usableFormats } from "#lib/formats/custom/usable-formats.ts";
import type { VersionedDefinition } from "#lib/model/format-definition.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import { type FilePreview, previewFile, type ReadingChoice } from "#lib/parse/preview-file.ts";
import { blobSource } from "#lib/streams/byte-source.ts";

export interface PreviewRequest {
  file: File;
  /** With its folders: the name the server will know it by. */
  path: string;
  choice: ReadingChoice;
  /** The lane rules of the team. */
  rules: LaneRules;
  /** The team's own formats. */
  formats: VersionedDefinition[];
  target: { deployment: string | null; device: string | null };
}

/** One file at a time; closing the worker is how reading is stopped. */
export type PreviewMessage =
  | { kind: "progress"; preview: FilePreview }
  | { kind: "done"; preview: FilePreview }
  /** `reason` null = the browser could not read the file. */
  | { kind: "failed"; reason: string | null };

const BUDGET = { contentBytes: 64 * 1024 * 1024, timeMs: 15_000 };

self.addEventListener("message", ({ data }: MessageEvent<PreviewRequest>) => {
  preview(data).then(
    (found) => send({ kind: "done", preview: found }),
    (error: unknown) => send({ kind: "failed", reason: error instanceof AppError ? error.message : null }),
  );
});

function preview({ file, path, choice, rules, formats, target }: PreviewRequest): Promise<FilePreview> {
  return previewFile({
    source: blobSource(file),
    fileName: path,
    sizeBytes: file.size,
    receivedAtMs: Date.now(),
    choice,
    rules,
    formats: usableFormats(formats),
    target,
    budget: BUDGET,
    now: () => performance.now(),
    onProgress: (found) => send({ kind: "progress", preview: found }),
  });
}

function send(message: PreviewMessage): void {
  self.postMessage(message);
}
