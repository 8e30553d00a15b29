import { AppError } from "#lib/errors.ts";
import { parseSourceDefinition, type SourceDefinition } from "#lib/model/source.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { findDone, markAfter } from "#lib/store/source-objects.ts";
import { loadSource, type SourceRow } from "#lib/store/source-rows.ts";
import { asAppError } from "./as-app-error.ts";
import type { CollectPorts } from "./collect-ports.ts";

const AT_ONCE = 200;

/**
 * Tags or removes the objects whose files were read to their ends. One that has other content by now stays, with the
 * reason. Doing it twice changes nothing. Returns how many were done.
 */
export async function finishObjects(
  { source, definition, store }: { source: SourceRow; definition: SourceDefinition; store: ObjectStore },
  ports: CollectPorts,
): Promise<number> {
  if (definition.after === "keep") return 0;
  let done = 0;
  for (const object of await findDone(ports.sql, source.id, AT_ONCE)) {
    if (ports.isEnding?.()) break;
    let problem: string | null = null;
    try {
      if (definition.after === "delete") await store.remove(object);
      else await store.tag?.(object, { "sluice:ingested": new Date(ports.now()).toISOString() });
      done += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.isRetryable) throw error;
      problem = error.message;
    }
    await markAfter(ports.sql, object.id, problem);
  }
  return done;
}

/** The same for a source by its id; what hinders it is told by the source's next run. */
export async function finishSource(sourceId: string, ports: CollectPorts): Promise<void> {
  const source = await loadSource(ports.sql, sourceId);
  if (source === null || source.isPaused) return;
  const definition = parseSourceDefinition(source.kind, source.definition);
  if (definition.after === "keep") return;
  try {
    const store = await ports.openStore(source);
    try {
      await finishObjects({ source, definition, store }, ports);
    } finally {
      store.close();
    }
  } catch (error) {
    ports.log("objects can't be finished", { sourceId, source: source.name, message: asAppError(error).message });
  }
}
