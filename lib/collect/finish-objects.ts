import { AppError } from "#lib/errors.ts";
import { parseSourceDefinition, type SourceDefinition } from "#lib/model/source.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { findDone, markAfter, type SourceObject } from "#lib/store/source-objects.ts";
import { loadSource, type SourceRow } from "#lib/store/source-rows.ts";
import { asAppError } from "./as-app-error.ts";
import type { CollectPorts } from "./collect-ports.ts";

const AT_ONCE = 200;

/**
 * Tags or removes the objects whose files were read to their ends. One that has other content by now stays, with the
 * reason. Doing it twice changes nothing.
 */
export async function finishObjects(place: FinishPlace, ports: CollectPorts): Promise<void> {
  if (place.definition.after === "keep") return;
  // Each is marked when it is done with, so there are fewer every time.
  for (let objects = await next(place, ports); objects.length > 0; objects = await next(place, ports)) {
    for (const object of objects) {
      if (ports.isEnding?.()) return;
      await markAfter(ports.sql, object.id, await finish(object, place, ports));
    }
  }
}

interface FinishPlace {
  source: SourceRow;
  definition: SourceDefinition;
  store: ObjectStore;
}

function next({ source }: FinishPlace, { sql }: CollectPorts): Promise<SourceObject[]> {
  return findDone(sql, source.id, AT_ONCE);
}

/** Why it could not be done, for good; null = it was. @throws what may work later */
async function finish(
  object: SourceObject,
  { definition, store }: FinishPlace,
  { now }: CollectPorts,
): Promise<string | null> {
  try {
    if (definition.after === "delete") await store.remove(object);
    else if (store.tag === undefined) return "This store has no tags, so the object stays as it is.";
    else await store.tag(object, { "sluice:ingested": new Date(now()).toISOString() });
    return null;
  } catch (error) {
    if (!(error instanceof AppError) || error.isRetryable) throw error;
    return error.message;
  }
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
