import { AppError } from "#lib/errors.ts";
import type { FilePreview, ReadingChoice } from "#lib/parse/preview-file.ts";
import type { ReadPreview } from "./preview-in-worker.ts";
import { targetOfPath } from "./suggest-target.ts";
import { isUnsent, type UploadItem } from "./upload-item.ts";

/** What is known of a file before it is sent. `preview` stays while it is read again. */
export type PreviewState =
  | { kind: "waiting"; preview: FilePreview | null }
  | { kind: "reading"; preview: FilePreview | null }
  | { kind: "done"; preview: FilePreview }
  | { kind: "failed"; reason: string; preview: null };

interface Entry {
  item: UploadItem;
  /** The choice that `state` is about. */
  choice: ReadingChoice;
  state: PreviewState;
}

const NOTIFY_MS = 100;

/** Previews of what lies ready: one file at a time, the one that is looked at first. */
export class PreviewQueue {
  readonly #read: ReadPreview;
  readonly #entries = new Map<string, Entry>();
  readonly #listeners = new Set<() => void>();
  #running: { id: string; control: AbortController } | null = null;
  #preferredId: string | null = null;
  #notifyTimer: ReturnType<typeof setTimeout> | null = null;
  #states: ReadonlyMap<string, PreviewState> = new Map();

  constructor(read: ReadPreview) {
    this.#read = read;
  }

  /** By the item's id; the same map as long as nothing changed. */
  readonly states = (): ReadonlyMap<string, PreviewState> => this.#states;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Takes up new files and changed choices, and lets go of files that are gone. */
  sync(items: readonly UploadItem[]): void {
    const present = new Set(items.map((item) => item.id));
    let hasChanged = false;
    for (const [id, { state }] of this.#entries) {
      const isNeeded = present.has(id) && (state.kind !== "waiting" || items.some((i) => i.id === id && isUnsent(i)));
      if (isNeeded) continue;
      this.#entries.delete(id);
      if (this.#running?.id === id) this.#stop();
      hasChanged = true;
    }
    // The oldest is at the end of the list and was dropped first.
    for (const item of items.toReversed()) {
      if (!isUnsent(item)) continue;
      const known = this.#entries.get(item.id);
      if (known?.choice === item.choice) continue;
      if (this.#running?.id === item.id) this.#stop();
      this.#entries.set(item.id, {
        item,
        choice: item.choice,
        state: { kind: "waiting", preview: known?.state.preview ?? null },
      });
      hasChanged = true;
    }
    if (hasChanged) this.#changed();
    this.#schedule();
  }

  /** The next file to be read, before all others. */
  prefer(id: string | null): void {
    this.#preferredId = id;
  }

  #schedule(): void {
    if (this.#running) return;
    const waiting = [...this.#entries].filter(([, { state }]) => state.kind === "waiting");
    const next = waiting.find(([id]) => id === this.#preferredId) ?? waiting[0];
    if (next) void this.#run(...next);
  }

  async #run(id: string, { item, choice, state }: Entry): Promise<void> {
    const control = new AbortController();
    this.#running = { id, control };
    const show = (change: PreviewState) => {
      if (control.signal.aborted) return;
      this.#entries.set(id, { item, choice, state: change });
      this.#changed();
    };
    show({ kind: "reading", preview: state.preview });
    try {
      const request = { file: item.file, path: item.path, choice, target: targetOfPath(item.path) };
      const onProgress = (preview: FilePreview) => show({ kind: "reading", preview });
      show({ kind: "done", preview: await this.#read(request, onProgress, control.signal) });
    } catch (error) {
      const reason = error instanceof AppError ? error.message : "The preview could not be made.";
      show({ kind: "failed", reason, preview: null });
    }
    if (this.#running?.control === control) this.#running = null;
    this.#schedule();
  }

  #stop(): void {
    this.#running?.control.abort();
    this.#running = null;
  }

  #changed(): void {
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = null;
      this.#states = new Map([...this.#entries].map(([id, { state }]) => [id, state]));
      for (const listener of this.#listeners) listener();
    }, NOTIFY_MS);
  }
}
