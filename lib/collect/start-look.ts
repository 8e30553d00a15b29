import { fileNameOf } from "#lib/intake/new-file.ts";
import type { SourceDefinition } from "#lib/model/source.ts";
import { firstLook } from "#lib/parse/first-look.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import type { FileContext } from "#lib/store/intake-file.ts";
import type { LookRules } from "#lib/store/load-look-rules.ts";
import type { FirstLook } from "#lib/store/queue-file.ts";
import type { SourceObject } from "#lib/store/source-objects.ts";
import type { SourceRow } from "#lib/store/source-rows.ts";
import { objectNames } from "./object-names.ts";

/** An object with what its file is called, where it belongs, and what a look at it says; the look may fail. */
export interface Looked {
  object: SourceObject;
  name: string;
  context: FileContext;
  look: Promise<FirstLook>;
}

export interface LookPlace {
  source: SourceRow;
  definition: SourceDefinition;
  store: ObjectStore;
  rules: LookRules;
}

/** Begins to look at an object's first bytes; whoever takes it waits for the look. */
export function startLook(object: SourceObject, place: LookPlace): Looked {
  const name = fileNameOf(shownKey(object.key, place.source));
  const { timeZone, format, lane } = place.definition;
  const context = { ...objectNames(object.key, place.definition), timeZone, format, lane };
  const look = lookAtObject(object, { name, context }, place);
  // Told by whoever waits for it, which may be later.
  look.catch(() => undefined);
  return { object, name, context, look };
}

/** In the team's own inbox, what is before the name says nothing. */
function shownKey(key: string, { kind, organizationId }: SourceRow): string {
  const inbox = `${organizationId}/inbox/`;
  return kind === "bucket" && key.startsWith(inbox) ? key.slice(inbox.length) : key;
}

async function lookAtObject(
  object: SourceObject,
  { name, context }: Pick<Looked, "name" | "context">,
  { source, store, rules }: LookPlace,
): Promise<FirstLook> {
  const { deployment, device, format, lane } = context;
  return await firstLook({
    source: store.open(object),
    fileName: name,
    receivedAtMs: object.modifiedAtMs,
    sizeBytes: object.sizeBytes,
    inflate: nodeInflate,
    format,
    lane: lane === null ? null : { lane, source: source.name },
    ...rules,
    from: { source: source.kind, deployment, device },
  });
}
