import type { DispatchPorts } from "#lib/intake/dispatch.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import type { SourceRow } from "#lib/store/source-rows.ts";

export interface CollectPorts extends DispatchPorts {
  /** Opens what a source reads from; see `openObjectStore`. */
  openStore(source: SourceRow): Promise<ObjectStore>;
  newId(): string;
  /** Epoch ms. */
  now(): number;
  /** Names this process among others on the same sources. */
  instance: string;
  /** What there is to say while it goes on; one line of facts each. */
  log(event: string, facts: Record<string, string | number | null>): void;
  /** True = the process is about to end: nothing new is begun. */
  isEnding?(): boolean;
}

/** The sources that are meant, by their ids; null = all that are due. */
export type Only = readonly string[] | null;
