import { InvalidInputError } from "#lib/errors.ts";
import type { VersionedDefinition } from "#lib/model/format-definition.ts";
import type { LaneRules } from "#lib/model/lane-rule.ts";
import type { FilePreview } from "#lib/parse/preview-file.ts";
import type { PreviewMessage, PreviewRequest } from "./preview.worker.ts";

/** Reads a file's preview beside the page; ends at once when its signal is aborted. */
export type ReadPreview = (
  request: Omit<PreviewRequest, "rules" | "formats">,
  onProgress: (preview: FilePreview) => void,
  signal: AbortSignal,
) => Promise<FilePreview>;

/** An idle worker is closed after this long: a page that waits for a person needs none. */
const IDLE_MS = 10_000;

/** One worker for one file after the other; starting one a file would cost more than reading most files. */
export function previewInWorker(team: {
  rules(): Promise<LaneRules>;
  formats(): Promise<VersionedDefinition[]>;
}): ReadPreview {
  let idle: Worker | null = null;
  let idleTimer: ReturnType<typeof setTimeout> | undefined;
  const take = () => {
    clearTimeout(idleTimer);
    const worker = idle ?? new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
    idle = null;
    return worker;
  };
  const giveBack = (worker: Worker) => {
    idle?.terminate();
    idle = worker;
    idleTimer = setTimeout(() => {
      idle?.terminate();
      idle = null;
    }, IDLE_MS);
  };
  const read = (request: PreviewRequest, onProgress: (preview: FilePreview) => void, signal: AbortSignal) =>
    new Promise<FilePreview>((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const worker = take();
      const heard = new AbortController();
      const end = (finish: () => void, isUsable: boolean) => {
        heard.abort();
        if (isUsable) giveBack(worker);
        else worker.terminate();
        finish();
      };
      const onMessage = ({ data }: MessageEvent<PreviewMessage>) => {
        if (data.kind === "progress") onProgress(data.preview);
        else if (data.kind === "done") end(() => resolve(data.preview), true);
        else end(() => reject(unreadable(data.reason)), true);
      };
      worker.addEventListener("message", onMessage, { signal: heard.signal });
      worker.addEventListener("error", () => end(() => reject(unreadable(null)), false), { signal: heard.signal });
      signal.addEventListener("abort", () => end(() => reject(signal.reason), false), { signal: heard.signal });
      worker.postMessage(request);
    });
  return async (request, onProgress, signal) => {
    const [rules, formats] = await Promise.all([team.rules(), team.formats()]);
    return read({ ...request, rules, formats }, onProgress, signal);
  };
}

function unreadable(reason: string | null): InvalidInputError {
  return new InvalidInputError(
    reason ?? "This browser could not read the file for a preview. It can be sent all the same.",
  );
}
