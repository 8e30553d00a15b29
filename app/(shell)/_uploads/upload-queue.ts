import { AppError } from "#lib/errors.ts";
import { checkSize } from "#lib/intake/check-size.ts";
import type { ReadingChoice } from "#lib/parse/preview-file.ts";
import { createTransferRate } from "./transfer-rate.ts";
import {
  isOver,
  isUnsent,
  type PickedFile,
  type UploadItem,
  type UploadState,
  type UploadTarget,
} from "./upload-item.ts";
import type { UploadPorts, UploadSlot } from "./upload-ports.ts";

const MAX_SENDING = 3;
/** Bars need not move more often; a folder of thousands would keep the page busy with nothing else. */
const NOTIFY_MS = 100;

/** The uploads of this tab: reads one file at a time, sends three at a time. It outlives the pages that show it. */
export class UploadQueue {
  readonly #ports: UploadPorts;
  readonly #running = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  #items: readonly UploadItem[] = [];
  #count = 0;
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(ports: UploadPorts) {
    this.#ports = ports;
  }

  /** Newest first; the same array as long as nothing changed. */
  readonly items = (): readonly UploadItem[] => this.#items;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /**
   * Files that are here already are not added twice; one that had stopped goes on. With `targetOf` they are sent
   * without waiting for `send`.
   */
  add(files: readonly PickedFile[], targetOf?: (picked: PickedFile) => UploadTarget): void {
    const added: UploadItem[] = [];
    for (const picked of files) {
      const { file, path } = picked;
      const known = this.#items.find((item) => item.path === path && isSameFile(item.file, file));
      if (known && !isOver(known)) this.resume(known.id);
      else {
        const item = newItem(`upload-${++this.#count}`, file, path);
        added.push(targetOf ? asked(item, targetOf(picked)) : item);
      }
    }
    this.#set([...added.toReversed(), ...this.#items]);
    this.#schedule();
  }

  /** Sends everything that was not sent yet; `targetOf` is asked once for each file. */
  send(targetOf: (item: UploadItem) => UploadTarget): void {
    this.#set(this.#items.map((item) => (isUnsent(item) ? asked(item, targetOf(item)) : item)));
    this.#schedule();
  }

  /** Changes how files that were not sent yet are to be read. */
  choose(ids: readonly string[], change: Partial<ReadingChoice>): void {
    const isMeant = (item: UploadItem) => ids.includes(item.id) && isUnsent(item);
    this.#set(this.#items.map((item) => (isMeant(item) ? { ...item, choice: { ...item.choice, ...change } } : item)));
  }

  pause(id: string): void {
    const state = this.#find(id)?.state;
    if (state?.kind !== "sending" && state?.kind !== "waiting") return;
    this.#stop(id);
    this.#update(id, { state: { kind: "paused", bytesSent: state.kind === "sending" ? state.bytesSent : 0 } });
    this.#schedule();
  }

  /** Goes on after a pause or a failure, from where it stopped. */
  resume(id: string): void {
    const item = this.#find(id);
    if (item?.state.kind !== "paused" && item?.state.kind !== "failed") return;
    const isAsked = item.target !== null;
    if (item.sha256 === null) this.#update(id, { state: { kind: "reading", bytesDone: 0, isAsked } });
    else this.#update(id, { state: { kind: isAsked ? "waiting" : "ready" } });
    this.#schedule();
  }

  /** Stops it, tells the server and takes it off the list. */
  remove(id: string): void {
    const item = this.#find(id);
    this.#stop(id);
    this.#set(this.#items.filter((other) => other.id !== id));
    // What the server does not hear of, its sweep ends.
    if (item?.fileId && !isOver(item)) this.#ports.cancel(item.fileId).catch(() => {});
    this.#schedule();
  }

  clearOver(): void {
    this.#set(this.#items.filter((item) => !isOver(item)));
  }

  /** Starts what may start now; called after every change that can free a place. */
  #schedule(): void {
    const reading = this.#items.filter((item) => item.state.kind === "reading");
    const next = reading.at(-1);
    if (next && !reading.some((item) => this.#running.has(item.id))) void this.#run(next, this.#read);
    let free = MAX_SENDING - this.#items.filter((item) => this.#isSending(item)).length;
    for (const item of this.#items.filter(({ state }) => state.kind === "waiting").toReversed()) {
      if (free <= 0) break;
      if (this.#hasTwinOnItsWay(item)) continue;
      free--;
      void this.#run(item, this.#send);
    }
  }

  async #run(item: UploadItem, job: (item: UploadItem, signal: AbortSignal) => Promise<void>): Promise<void> {
    const control = new AbortController();
    this.#running.set(item.id, control);
    try {
      await job(item, control.signal);
    } catch (error) {
      if (!control.signal.aborted) this.#update(item.id, { state: failure(error) });
    }
    if (this.#running.get(item.id) === control) this.#running.delete(item.id);
    this.#schedule();
  }

  readonly #read = async ({ id, file, path }: UploadItem, signal: AbortSignal): Promise<void> => {
    // The server says the same; this spares reading 60 GB before hearing it.
    checkSize(path, file.size);
    const onProgress = (bytesDone: number) => {
      const state = this.#find(id)?.state;
      if (state?.kind === "reading" && !signal.aborted) this.#update(id, { state: { ...state, bytesDone } });
    };
    const sha256 = await this.#ports.hash(file, onProgress, signal);
    signal.throwIfAborted();
    const state = this.#find(id)?.state;
    const isAsked = state?.kind === "reading" && state.isAsked;
    this.#update(id, { sha256, state: { kind: isAsked ? "waiting" : "ready" } });
  };

  readonly #send = async (item: UploadItem, signal: AbortSignal): Promise<void> => {
    const { id, path, file, sha256, target, choice } = item;
    if (sha256 === null || target === null) return;
    this.#update(id, { state: { kind: "sending", bytesSent: 0, bytesPerS: null, trouble: null } });
    const sizeBytes = file.size;
    const registration = await this.#ports.register({ path, sizeBytes, sha256, target, choice, signal });
    signal.throwIfAborted();
    const { fileId } = registration;
    this.#update(id, { fileId });
    if (registration.kind === "duplicate") {
      return this.#update(id, { state: { kind: "duplicate", first: registration.first } });
    }
    if (!registration.slot.isStored) await this.#transfer(item, registration.slot, signal);
    signal.throwIfAborted();
    this.#update(id, { state: { kind: "checking" } });
    await this.#ports.complete(fileId, signal);
    signal.throwIfAborted();
    this.#update(id, { state: { kind: "queued", fileId } });
  };

  async #transfer({ id, file }: UploadItem, slot: UploadSlot, signal: AbortSignal): Promise<void> {
    const rate = createTransferRate();
    let sending: Extract<UploadState, { kind: "sending" }> = {
      kind: "sending",
      bytesSent: 0,
      bytesPerS: null,
      trouble: null,
    };
    const show = (change: Partial<typeof sending>) => {
      sending = { ...sending, ...change };
      if (!signal.aborted) this.#update(id, { state: sending });
    };
    await this.#ports.send({
      file,
      slot,
      signal,
      onProgress: (bytesSent) => show({ bytesSent, bytesPerS: rate(bytesSent, this.#ports.nowMs()), trouble: null }),
      onTrouble: (trouble) => show({ trouble, bytesPerS: null }),
    });
  }

  #isSending(item: UploadItem): boolean {
    return this.#running.has(item.id) && item.state.kind !== "reading";
  }

  /** Equal content goes one after the other: the server then links the second to the first instead of giving both one row. */
  #hasTwinOnItsWay(item: UploadItem): boolean {
    return this.#items.some((other) => other.sha256 === item.sha256 && other.id !== item.id && this.#isSending(other));
  }

  #find(id: string): UploadItem | undefined {
    return this.#items.find((item) => item.id === id);
  }

  #stop(id: string): void {
    this.#running.get(id)?.abort();
    this.#running.delete(id);
  }

  #update(id: string, change: Partial<UploadItem>): void {
    this.#set(this.#items.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }

  #set(items: readonly UploadItem[]): void {
    this.#items = items;
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = null;
      for (const listener of this.#listeners) listener();
    }, NOTIFY_MS);
  }
}

function newItem(id: string, file: File, path: string): UploadItem {
  const state: UploadState = { kind: "reading", bytesDone: 0, isAsked: false };
  const choice: ReadingChoice = { format: null, timeZone: null, lane: null };
  return { id, file, path, sha256: null, fileId: null, target: null, choice, state };
}

function asked(item: UploadItem, target: UploadTarget): UploadItem {
  if (item.state.kind === "reading") return { ...item, target, state: { ...item.state, isAsked: true } };
  return { ...item, target, state: { kind: "waiting" } };
}

function isSameFile(one: File, other: File): boolean {
  return one.size === other.size && one.lastModified === other.lastModified && one.name === other.name;
}

function failure(error: unknown): UploadState {
  if (error instanceof AppError) {
    const canRetry = error.code !== "too_large" && error.code !== "unprocessable" && error.code !== "forbidden";
    return { kind: "failed", reason: error.message, canRetry };
  }
  return {
    kind: "failed",
    reason: "Something went wrong in this browser. Nothing that was sent is lost; try again.",
    canRetry: true,
  };
}
