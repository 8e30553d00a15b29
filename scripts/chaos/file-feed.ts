import { setTimeout as delay } from "node:timers/promises";
import { type ChaosFile, makeFile } from "./make-file.ts";
import { type SendPorts, sendFileOfRun } from "./send-file-of-run.ts";

export interface FeedInput {
  seed: number;
  folder: string;
  /** Every upload is reported. */
  isQuick: boolean;
  ports: SendPorts;
  say(line: string): void;
}

/** Files sent and not ended yet, at a time: enough for all lanes, so that every kill hits some. */
const IN_FLIGHT = 8;
const LOOK_AGAIN_MS = 50;

/** Sends file after file as long as it is wanted; the next one as soon as one has ended. */
export class FileFeed {
  readonly files: ChaosFile[] = [];
  /** What clients were told that a restarting server must not tell them. */
  readonly refusals: string[] = [];
  readonly #input: FeedInput;
  #senders: Promise<void>[] = [];
  #nextIndex = 0;
  #inFlight = 0;
  /** Files to be sent in any case; without end until `stop`. */
  #wanted = Number.POSITIVE_INFINITY;

  constructor(input: FeedInput) {
    this.#input = input;
  }

  start(): void {
    this.#senders = Array.from({ length: IN_FLIGHT }, () => this.#send());
  }

  /** Resolves when at least two files are on their way. */
  async workInFlight(): Promise<void> {
    while (this.#inFlight < 2) await delay(LOOK_AGAIN_MS);
  }

  /** Sends no more than `least` files in all and waits until those on their way have ended, `withinMs` at most. */
  async stop({ least, withinMs }: { least: number; withinMs: number }): Promise<void> {
    this.#wanted = least;
    await Promise.race([Promise.all(this.#senders), delay(withinMs, undefined, { ref: false })]);
  }

  async #send(): Promise<void> {
    const { seed, folder, isQuick, ports, say } = this.#input;
    while (this.#nextIndex < this.#wanted) {
      const made = await makeFile({ seed, index: this.#nextIndex++, folder });
      const file = isQuick ? { ...made, isUnreported: false } : made;
      this.files.push(file);
      this.#inFlight += 1;
      try {
        await sendFileOfRun(file, ports);
      } catch (error) {
        const message = `${file.name} (${file.way}): ${error instanceof Error ? error.message : String(error)}`;
        this.refusals.push(message);
        say(`A client gave up: ${message}`);
      } finally {
        this.#inFlight -= 1;
      }
    }
  }
}
