import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UnavailableError } from "#lib/errors.ts";
import type { UploadItem } from "./upload-item.ts";
import type { Registration, UploadPorts } from "./upload-ports.ts";
import { UploadQueue } from "./upload-queue.ts";

/** A world whose calls end when the test says so. */
function world() {
  const sends: {
    name: string;
    signal: AbortSignal;
    finish(): void;
    fail(error: Error): void;
    progress(bytes: number): void;
  }[] = [];
  const hashing: string[] = [];
  const registered: string[] = [];
  const completed: string[] = [];
  const cancelled: string[] = [];
  const answers = new Map<string, Registration>();
  let nowMs = 0;
  const ports: UploadPorts = {
    hash: async (file, onProgress) => {
      hashing.push(file.name);
      onProgress(file.size);
      return file.text();
    },
    register: async ({ path, target }) => {
      registered.push(`${path} ${target.deployment} ${target.device}`);
      const slot = { endpoint: "http://127.0.0.1/tus", bucket: "b", objectKey: path };
      return answers.get(path) ?? { kind: "upload", fileId: `id ${path}`, slot };
    },
    send: ({ file, signal, onProgress }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(signal.reason));
        sends.push({ name: file.name, signal, finish: resolve, fail: reject, progress: onProgress });
      }),
    complete: async (fileId) => {
      completed.push(fileId);
    },
    cancel: async (fileId) => {
      cancelled.push(fileId);
    },
    nowMs: () => nowMs,
  };
  const queue = new UploadQueue(ports);
  return { queue, sends, hashing, registered, completed, cancelled, answers, tick: (ms: number) => (nowMs += ms) };
}

const NO_TARGET = { deployment: null, device: null };
const settle = () => vi.advanceTimersByTimeAsync(0);
const picked = (name: string, content = name) => ({ file: new File([content], name, { lastModified: 1 }), path: name });
const kinds = (queue: UploadQueue) => queue.items().map((item: UploadItem) => item.state.kind);
const first = (queue: UploadQueue): UploadItem => {
  const item = queue.items()[0];
  if (!item) throw new Error("The queue is empty.");
  return item;
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("UploadQueue", () => {
  it("reads what is added and sends nothing before it is asked to", async () => {
    const { queue, registered } = world();
    queue.add([picked("a.log"), picked("b.log")]);
    await settle();
    expect(kinds(queue)).toEqual(["ready", "ready"]);
    expect(registered).toEqual([]);
  });

  it("takes a file all the way to the queue", async () => {
    const { queue, sends, registered, completed } = world();
    queue.add([picked("a.log")]);
    queue.send(() => ({ deployment: "Wave 7", device: "LT-1" }));
    await settle();
    expect(kinds(queue)).toEqual(["sending"]);
    sends[0]?.finish();
    await settle();
    expect(first(queue).state).toEqual({ kind: "queued", fileId: "id a.log" });
    expect([registered, completed]).toEqual([["a.log Wave 7 LT-1"], ["id a.log"]]);
  });

  it("sends three at a time and starts the next when one ends", async () => {
    const { queue, sends } = world();
    queue.add(["1", "2", "3", "4", "5"].map((name) => picked(name)));
    await settle();
    queue.send(() => NO_TARGET);
    await settle();
    expect(sends.map(({ name }) => name)).toEqual(["1", "2", "3"]);
    sends[1]?.finish();
    await settle();
    expect(sends.map(({ name }) => name)).toEqual(["1", "2", "3", "4"]);
  });

  it("shows bytes and speed while sending", async () => {
    const { queue, sends, tick } = world();
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    sends[0]?.progress(1000);
    tick(1000);
    sends[0]?.progress(3000);
    expect(first(queue).state).toEqual({ kind: "sending", bytesSent: 3000, bytesPerS: 2000, trouble: null });
  });

  it("frees the place of a paused file and goes on with the same row", async () => {
    const { queue, sends, registered } = world();
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    sends[0]?.progress(4);
    queue.pause(first(queue).id);
    await settle();
    expect(first(queue).state).toEqual({ kind: "paused", bytesSent: 4 });
    expect(sends[0]?.signal.aborted).toBe(true);
    queue.resume(first(queue).id);
    await settle();
    sends[1]?.finish();
    await settle();
    expect(kinds(queue)).toEqual(["queued"]);
    expect(registered).toHaveLength(2);
  });

  it("keeps the reason of a failure and tries again when asked", async () => {
    const { queue, sends } = world();
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    sends[0]?.fail(new UnavailableError("The connection broke."));
    await settle();
    expect(first(queue).state).toEqual({ kind: "failed", reason: "The connection broke.", canRetry: true });
    queue.resume(first(queue).id);
    await settle();
    expect(kinds(queue)).toEqual(["sending"]);
  });

  it("refuses an empty file at once, without reading or asking the server", async () => {
    const { queue, hashing, registered } = world();
    queue.add([picked("empty.log", "")]);
    await settle();
    expect(first(queue).state).toMatchObject({ kind: "failed", canRetry: false });
    expect([hashing, registered]).toEqual([[], []]);
  });

  it("goes on with a paused file when the same file is dropped again", async () => {
    const { queue, sends } = world();
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    queue.pause(first(queue).id);
    queue.add([picked("a.log")]);
    await settle();
    expect(kinds(queue)).toEqual(["sending"]);
    expect(sends).toHaveLength(2);
  });

  it("links content that the server has already", async () => {
    const { queue, sends, answers } = world();
    answers.set("a.log", { kind: "duplicate", fileId: "new", first: { id: "old", name: "first.log" } });
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    expect(first(queue).state).toEqual({ kind: "duplicate", first: { id: "old", name: "first.log" } });
    expect(sends).toEqual([]);
  });

  it("sends equal content one after the other, so that the server can link the second", async () => {
    const { queue, sends, registered } = world();
    queue.add([picked("a.log", "same"), picked("copy of a.log", "same")]);
    await settle();
    queue.send(() => NO_TARGET);
    await settle();
    expect(kinds(queue)).toEqual(["waiting", "sending"]);
    sends[0]?.finish();
    await settle();
    expect(registered).toEqual(["a.log null null", "copy of a.log null null"]);
  });

  it("skips the transfer of bytes that arrived in an earlier try", async () => {
    const { queue, sends, answers, completed } = world();
    const slot = { endpoint: "", bucket: "b", objectKey: "k", isStored: true };
    answers.set("a.log", { kind: "upload", fileId: "row", slot });
    queue.add([picked("a.log")]);
    queue.send(() => NO_TARGET);
    await settle();
    expect([sends, completed, kinds(queue)]).toEqual([[], ["row"], ["queued"]]);
  });

  it("tells the server when a file is cancelled on its way, and not when it has arrived", async () => {
    const { queue, sends, cancelled } = world();
    queue.add([picked("a.log"), picked("b.log")]);
    await settle();
    queue.send(() => NO_TARGET);
    await settle();
    sends[0]?.finish();
    await settle();
    for (const item of queue.items()) queue.remove(item.id);
    await settle();
    expect(queue.items()).toEqual([]);
    expect(cancelled).toEqual(["id b.log"]);
  });

  it("reads one file at a time", async () => {
    const { queue, hashing } = world();
    queue.add([picked("a.log"), picked("b.log")]);
    expect(hashing).toEqual(["a.log"]);
    await settle();
    expect(hashing).toEqual(["a.log", "b.log"]);
  });

  it("tells its listeners about many changes at once", async () => {
    const { queue } = world();
    const listener = vi.fn();
    queue.subscribe(listener);
    queue.add(Array.from({ length: 50 }, (_, index) => picked(`${index}.log`)));
    await vi.advanceTimersByTimeAsync(1000);
    expect(kinds(queue).every((kind) => kind === "ready")).toBe(true);
    expect(listener.mock.calls.length).toBeLessThan(5);
  });
});
