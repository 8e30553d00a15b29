export interface Note {
  what: string;
  value: unknown;
  atMs: number;
}

const POLL_MS = 10;
/** Long enough for something wrong to happen after everything right has. */
const SETTLE_MS = 300;

/** What functions of one behaviour observed, in order. */
export class Trace {
  readonly #notes: Note[] = [];
  readonly #timeoutMs: number;

  constructor(timeoutMs: number) {
    this.#timeoutMs = timeoutMs;
  }

  /** Writes down that something happened; returns how often it has. */
  note(what: string, value: unknown = null): number {
    this.#notes.push({ what, value, atMs: Date.now() });
    return this.of(what).length;
  }

  of(what: string): Note[] {
    return this.#notes.filter((note) => note.what === what);
  }

  values(what: string): unknown[] {
    return this.of(what).map(({ value }) => value);
  }

  /** Waits until something has happened so many times; throws when it does not. */
  async until(what: string, count = 1): Promise<[Note, ...Note[]]> {
    const endMs = Date.now() + this.#timeoutMs;
    for (;;) {
      const [first, ...rest] = this.of(what);
      if (first !== undefined && rest.length + 1 >= count) return [first, ...rest];
      if (Date.now() > endMs) {
        const seen = this.#notes.map((note) => note.what).join(", ");
        throw new Error(
          `"${what}" happened ${this.of(what).length} times instead of ${count}; seen: ${seen || "nothing"}`,
        );
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Gives what must not happen the time to happen. */
  settle(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
}
