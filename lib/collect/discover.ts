import type { SourceDefinition } from "#lib/model/source.ts";
import { keyTimeMs } from "#lib/sources/key-time.ts";
import type { ListedObject, ObjectStore, StoredContent } from "#lib/sources/object-store.ts";
import { findKnown, insertSeen, isRenamed, type SeenObject } from "#lib/store/source-objects.ts";
import { countInRun, renewLease, type SourceRow, type Watermark } from "#lib/store/source-rows.ts";
import type { CollectPorts } from "./collect-ports.ts";
import { passReason, skipReason } from "./pass-reason.ts";

/** Objects may show up this much later than others that were changed after them. */
const OVERLAP_MS = 3_600_000;
/** After this long all keys are listed again, so that what came later than the overlap is not missed. */
const FULL_EVERY_MS = 6 * 3_600_000;

const LONGEST_KEY_BYTES = 1024;

export interface Discovered {
  watermark: Watermark | null;
  listed: number;
  new: number;
  /** False = the lease was lost or the process ends; another run goes on. */
  isComplete: boolean;
}

/**
 * Lists what is new in a source and notes it. Where the keys are in the order of time, listing begins at the last
 * watermark less an overlap; each content of each key is noted once, whoever lists it.
 */
export async function discover(
  { source, definition, store }: { source: SourceRow; definition: SourceDefinition; store: ObjectStore },
  ports: CollectPorts,
): Promise<Discovered> {
  const startedMs = ports.now();
  const before = watermarkOf(source);
  if (before !== null && store.announced !== undefined && startedMs - before.fullAtMs < FULL_EVERY_MS) {
    return await takeAnnounced({ source, definition, store }, ports);
  }
  const isFull = before === null || before.floorKey === null || startedMs - before.fullAtMs >= FULL_EVERY_MS;
  const startAfter = isFull ? null : before.floorKey;
  const order = new KeyOrder(isFull ? null : before);
  const found: Discovered = { watermark: null, listed: 0, new: 0, isComplete: true };
  for await (const page of store.list({ prefix: definition.prefix, startAfter })) {
    if (ports.isEnding?.() || !(await renewLease(ports.sql, { id: source.id, instance: ports.instance }))) {
      return { ...found, isComplete: false };
    }
    const added = await notePage(page, { source, definition, store }, ports);
    order.add(page);
    found.listed += page.length;
    found.new += added;
    await countInRun(ports.sql, source.id, { listed: page.length, new: added });
  }
  return { ...found, watermark: order.watermark(isFull ? startedMs : (before?.fullAtMs ?? startedMs)) };
}

/** Notes what a store announces, until nothing more comes; between two full listings, these take its place. */
async function takeAnnounced(
  at: { source: SourceRow; definition: SourceDefinition; store: ObjectStore },
  ports: CollectPorts,
): Promise<Discovered> {
  const found: Discovered = { watermark: null, listed: 0, new: 0, isComplete: true };
  const { source, definition, store } = at;
  while (!ports.isEnding?.() && (await renewLease(ports.sql, { id: source.id, instance: ports.instance }))) {
    const told = await store.announced?.();
    if (told === undefined || (told.objects.length === 0 && told.unreadable === 0)) return found;
    const objects = told.objects.filter(({ key }) => key.startsWith(definition.prefix));
    const added = await notePage(objects, at, ports);
    // Only now: a crash before has them told again, and each is noted once.
    await told.confirm();
    if (told.unreadable > 0) {
      ports.log("notices can't be read", { sourceId: source.id, source: source.name, count: told.unreadable });
    }
    found.listed += objects.length;
    found.new += added;
    await countInRun(ports.sql, source.id, { listed: objects.length, new: added });
    if (told.objects.length === 0) return found;
  }
  return { ...found, isComplete: false };
}

async function notePage(
  page: readonly ListedObject[],
  { source, definition, store }: { source: SourceRow; definition: SourceDefinition; store: ObjectStore },
  { sql, log }: CollectPorts,
): Promise<number> {
  const wanted = page.filter((object) => passReason(object, definition) === null && isStorable(object));
  const unstorable = page.filter((object) => !isStorable(object)).length;
  if (unstorable > 0) log("keys can't be noted", { sourceId: source.id, source: source.name, count: unstorable });
  const place = { id: source.id, organizationId: source.organizationId, store: store.store };
  const { isKnown, latest } = await findKnown(sql, place, wanted);
  const seen: SeenObject[] = [];
  for (const object of wanted) {
    if (isKnown(object)) continue;
    const content = await grown(object, latest.get(object.key), store);
    const isRename = store.growth !== undefined && content.startByte === 0 && (await isRenamed(sql, place, content));
    const skip = isRename ? "Renamed; its content was found under its earlier name." : skipReason(content);
    seen.push({ ...content, sortAtMs: keyTimeMs(object.key) ?? object.modifiedAtMs, skip });
  }
  return await insertSeen(sql, place, seen);
}

/** Paths of a folder may be longer than any key of S3. */
function isStorable({ key }: ListedObject): boolean {
  return new TextEncoder().encode(key).length <= LONGEST_KEY_BYTES;
}

async function grown(
  object: ListedObject,
  earlier: StoredContent | undefined,
  store: ObjectStore,
): Promise<ListedObject> {
  if (earlier === undefined || store.growth === undefined) return object;
  const startByte = await store.growth(object, earlier);
  const end = object.startByte + object.sizeBytes;
  return startByte === null || startByte > end ? object : { ...object, startByte, sizeBytes: end - startByte };
}

function watermarkOf({ watermark }: SourceRow): Watermark | null {
  // Only runs write it, so it has the shape that went in.
  return watermark as unknown as Watermark | null;
}

/** Watches whether keys are in the order of their objects' times, and up to which key none was young. */
class KeyOrder {
  private readonly before: Watermark | null;
  private newestHereMs = Number.NEGATIVE_INFINITY;
  private isInOrder = true;
  /** The last key of each page, with the newest time up to it. */
  private readonly ends: { key: string; newestMs: number }[] = [];

  constructor(before: Watermark | null) {
    this.before = before;
  }

  add(page: readonly ListedObject[]): void {
    for (const { modifiedAtMs } of page) {
      if (modifiedAtMs < this.newestHereMs - OVERLAP_MS) this.isInOrder = false;
      this.newestHereMs = Math.max(this.newestHereMs, modifiedAtMs);
    }
    const last = page.at(-1);
    if (last !== undefined) this.ends.push({ key: last.key, newestMs: this.newestHereMs });
  }

  watermark(fullAtMs: number): Watermark | null {
    const newestMs = Math.max(this.newestHereMs, this.before?.newestMs ?? Number.NEGATIVE_INFINITY);
    if (newestMs === Number.NEGATIVE_INFINITY) return null;
    const floor = this.ends.findLast((end) => end.newestMs < newestMs - OVERLAP_MS);
    return { floorKey: this.isInOrder ? (floor?.key ?? this.before?.floorKey ?? null) : null, newestMs, fullAtMs };
  }
}
