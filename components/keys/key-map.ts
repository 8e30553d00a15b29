/** One key of the application, as the help sheet shows it. */
export interface KeyBinding {
  /** A key ("j", "?", "["), keys after each other ("g o") or with Ctrl, Cmd on a Mac ("ctrl+enter"); lower case. */
  keys: string;
  /** What it does: "Next record". */
  label: string;
  run(): void;
}

/** Keys that one part of the page offers while it is shown. */
export interface KeyGroup {
  title: string;
  bindings: readonly KeyBinding[];
}

/** How long the second key of a sequence may take. */
const SEQUENCE_MS = 1200;

/**
 * The keys of everything that is on the screen. Of two bindings of the same keys the one added last counts, so a dialog
 * or page can take a key over from the shell.
 */
export class KeyMap {
  #groups: readonly KeyGroup[] = [];
  #listeners = new Set<() => void>();
  #begun: { key: string; atMs: number } | null = null;

  groups = (): readonly KeyGroup[] => this.#groups;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Returns what takes the group away again. */
  add(group: KeyGroup): () => void {
    this.#set([...this.#groups, group]);
    return () => this.#set(this.#groups.filter((other) => other !== group));
  }

  /** The binding that a key press completes, or null. `areSingleKeysOn` false leaves those with Ctrl. */
  press(event: KeyPress, { nowMs, areSingleKeysOn }: { nowMs: number; areSingleKeysOn: boolean }): KeyBinding | null {
    if (event.altKey || event.isComposing) return null;
    const name = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) return this.#find(`ctrl+${name}`);
    if (!areSingleKeysOn) return null;
    const begun = this.#begun !== null && nowMs - this.#begun.atMs <= SEQUENCE_MS ? this.#begun.key : null;
    this.#begun = null;
    const second = begun === null ? null : this.#find(`${begun} ${name}`);
    if (second !== null) return second;
    const single = this.#find(name);
    if (single === null && this.#begins(name)) this.#begun = { key: name, atMs: nowMs };
    return single;
  }

  #find(keys: string): KeyBinding | null {
    for (const { bindings } of this.#groups.toReversed()) {
      const binding = bindings.find((candidate) => candidate.keys === keys);
      if (binding) return binding;
    }
    return null;
  }

  #begins(key: string): boolean {
    return this.#groups.some(({ bindings }) => bindings.some(({ keys }) => keys.startsWith(`${key} `)));
  }

  #set(groups: readonly KeyGroup[]): void {
    this.#groups = groups;
    for (const listener of this.#listeners) listener();
  }
}

/** The parts of a KeyboardEvent that decide. */
export type KeyPress = Pick<KeyboardEvent, "key" | "altKey" | "ctrlKey" | "metaKey" | "isComposing">;
