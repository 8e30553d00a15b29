import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { InvalidInputError } from "#lib/errors.ts";
import type { FilePreview } from "#lib/parse/preview-file.ts";
import { PreviewQueue } from "./preview-queue.ts";
import type { UploadItem } from "./upload-item.ts";

const NO_CHOICE = { format: null, timeZone: null, lane: null };
// Only handed through; the queue never looks into it.
const preview = (records: number) => ({ records }) as FilePreview;

const item = (id: string, change: Partial<UploadItem> = {}): UploadItem => ({
  id,
  file: new File(["x"], id),
  path: id,
  sha256: null,
  fileId: null,
  target: null,
  choice: NO_CHOICE,
  state: { kind: "ready" },
  ...change,
});

/** A queue whose readings end when the test says so. */
function world() {
  const readings: {
    path: string;
    signal: AbortSignal;
    tell(preview: FilePreview): void;
    finish(preview: FilePreview): void;
    fail(error: Error): void;
  }[] = [];
  const queue = new PreviewQueue(
    ({ path }, onProgress, signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        readings.push({ path, signal, tell: onProgress, finish: resolve, fail: reject });
      }),
  );
  return { queue, readings, paths: () => readings.map(({ path }) => path) };
}

const settle = () => vi.advanceTimersByTimeAsync(200);

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("PreviewQueue", () => {
  it("reads one file after the other, the first dropped first", async () => {
    const { queue, readings, paths } = world();
    queue.sync([item("second"), item("first")]);
    expect(paths()).toEqual(["first"]);
    readings[0]?.finish(preview(1));
    await settle();
    expect(paths()).toEqual(["first", "second"]);
    expect(queue.states().get("first")).toEqual({ kind: "done", preview: preview(1) });
    expect(queue.states().get("second")).toEqual({ kind: "reading", preview: null });
  });

  it("takes the file that is looked at before the others", async () => {
    const { queue, readings, paths } = world();
    queue.sync([item("c"), item("b"), item("a")]);
    queue.prefer("c");
    readings[0]?.finish(preview(1));
    await settle();
    expect(paths()).toEqual(["a", "c"]);
  });

  it("stops reading a file that is removed and goes on with the next", async () => {
    const { queue, readings, paths } = world();
    queue.sync([item("b"), item("a")]);
    queue.sync([item("b")]);
    await settle();
    expect(readings[0]?.signal.aborted).toBe(true);
    expect(paths()).toEqual(["a", "b"]);
    expect([...queue.states().keys()]).toEqual(["b"]);
  });

  it("reads again what is to be read differently, and shows what it had meanwhile", async () => {
    const { queue, readings } = world();
    queue.sync([item("a")]);
    readings[0]?.finish(preview(1));
    await settle();
    queue.sync([item("a", { choice: { ...NO_CHOICE, format: "plain" } })]);
    await settle();
    expect(queue.states().get("a")).toEqual({ kind: "reading", preview: preview(1) });
    readings[1]?.finish(preview(2));
    await settle();
    expect(queue.states().get("a")).toEqual({ kind: "done", preview: preview(2) });
  });

  it("drops the answer to a choice that was changed again", async () => {
    const { queue, readings } = world();
    queue.sync([item("a", { choice: { ...NO_CHOICE, format: "pino" } })]);
    queue.sync([item("a", { choice: { ...NO_CHOICE, format: "plain" } })]);
    readings[0]?.tell(preview(1));
    readings[1]?.finish(preview(2));
    await settle();
    expect(queue.states().get("a")).toEqual({ kind: "done", preview: preview(2) });
  });

  it("does not read files that were sent before their turn came, and keeps what it read", async () => {
    const { queue, readings, paths } = world();
    queue.sync([item("b"), item("a")]);
    readings[0]?.finish(preview(1));
    const sent = { state: { kind: "queued", fileId: "1" } } as const;
    queue.sync([item("b", sent), item("a", sent)]);
    await settle();
    expect(paths()).toEqual(["a"]);
    expect(queue.states().get("a")?.kind).toBe("done");
  });

  it("says why a file has no preview", async () => {
    const { queue, readings } = world();
    queue.sync([item("a")]);
    readings[0]?.fail(new InvalidInputError("This file is locked."));
    await settle();
    expect(queue.states().get("a")).toEqual({ kind: "failed", reason: "This file is locked.", preview: null });
  });
});
