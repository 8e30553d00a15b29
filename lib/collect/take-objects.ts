import { setTimeout as delay } from "node:timers/promises";
import { type AppError, InvalidInputError, NotFoundError, UnreadableContentError } from "#lib/errors.ts";
import { dispatch } from "#lib/intake/dispatch.ts";
import { parseSourceDefinition, type SourceDefinition } from "#lib/model/source.ts";
import type { ObjectStore } from "#lib/sources/object-store.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { setContext } from "#lib/store/intake-file.ts";
import { loadLookRules } from "#lib/store/load-look-rules.ts";
import { queueFile } from "#lib/store/queue-file.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import {
  claimObjects,
  findSourcesWithPending,
  insertSourceFile,
  releaseObjects,
  reservePlace,
  type SourceObject,
  setObject,
} from "#lib/store/source-objects.ts";
import { countInRun, loadSource, type SourceRow } from "#lib/store/source-rows.ts";
import { asAppError } from "./as-app-error.ts";
import { holdReason } from "./backpressure.ts";
import type { CollectPorts, Only } from "./collect-ports.ts";
import { type Looked, startLook } from "./start-look.ts";

/** Objects claimed at a time. */
const BATCH = 20;
/** Of these, looked at side by side. */
const SIDE_BY_SIDE = 4;
/** An object that failed this often stays failed. */
const MOST_ATTEMPTS = 5;
const RETRY_DELAY_S = 20;

export interface Taken {
  taken: number;
  skipped: number;
  failed: number;
  bytes: number;
  /** The files that were made. */
  fileIds: string[];
}

/**
 * Makes files of noted objects and puts them into their lanes, oldest first, until there is none that may be taken or
 * `untilMs` has come. Safe beside other instances: each object becomes one file.
 */
export async function takeObjects(
  { only, untilMs }: { only: Only; untilMs: number },
  ports: CollectPorts,
): Promise<Taken> {
  const total: Taken = { taken: 0, skipped: 0, failed: 0, bytes: 0, fileIds: [] };
  for (const sourceId of await findSourcesWithPending(ports.sql, only)) {
    const source = await loadSource(ports.sql, sourceId);
    if (source === null || source.isPaused) continue;
    await takeFrom(source, untilMs, total, ports);
  }
  return total;
}

async function takeFrom(source: SourceRow, untilMs: number, total: Taken, ports: CollectPorts): Promise<void> {
  let store: ObjectStore | null = null;
  try {
    const definition = parseSourceDefinition(source.kind, source.definition);
    store = await ports.openStore(source);
    const place = { source, definition, store };
    while (ports.now() < untilMs && !ports.isEnding?.()) {
      if ((await holdReason(ports.sql, source.organizationId)) !== null) return;
      if ((await loadSource(ports.sql, source.id))?.isPaused !== false) return;
      const claimed = await claimObjects(ports.sql, { sourceId: source.id, instance: ports.instance, limit: BATCH });
      if (claimed.length === 0) return;
      await takeBatch(claimed, place, untilMs, total, ports);
    }
  } catch (error) {
    // What hinders a source as a whole is told by its next run; its objects wait.
    const { message } = asAppError(error);
    ports.log("source can't be read", { sourceId: source.id, source: source.name, message });
  } finally {
    store?.close();
  }
}

interface Place {
  source: SourceRow;
  definition: SourceDefinition;
  store: ObjectStore;
}

async function takeBatch(claimed: SourceObject[], at: Place, untilMs: number, total: Taken, ports: CollectPorts) {
  const place = { ...at, rules: await loadLookRules(ports.sql, at.source.organizationId) };
  const waiting = [...claimed];
  // Looked at side by side, but made files of one after the other, so that they queue in the order of their times.
  let turn = Promise.resolve();
  const work = async () => {
    for (let object = waiting.shift(); object !== undefined; object = waiting.shift()) {
      if (ports.isEnding?.() || !(await waitForPlace(object, place, untilMs, ports))) {
        waiting.unshift(object);
        return;
      }
      const looked = startLook(object, place);
      const own = turn.then(() => takeOne(looked, place, total, ports));
      turn = own;
      await own;
    }
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  await releaseObjects(
    ports.sql,
    waiting.map(({ id }) => id),
    ports.instance,
  );
}

/** Waits as the source's limits want it. False when that would take longer than there is time. */
async function waitForPlace(
  object: SourceObject,
  { source, definition }: Place,
  untilMs: number,
  ports: CollectPorts,
): Promise<boolean> {
  const { maxObjectsPerS, maxBytesPerS } = definition;
  const costS = Math.max(
    maxObjectsPerS === null ? 0 : 1 / maxObjectsPerS,
    maxBytesPerS === null ? 0 : object.sizeBytes / maxBytesPerS,
  );
  if (costS === 0) return true;
  const waitMs = await reservePlace(ports.sql, { sourceId: source.id, costS, mostMs: untilMs - ports.now() });
  if (waitMs === null) return false;
  await delay(waitMs);
  return true;
}

async function takeOne(looked: Looked, { source }: Place, total: Taken, ports: CollectPorts): Promise<void> {
  const { object } = looked;
  try {
    const fileId = await take(looked, source, ports);
    if (fileId === null) return;
    total.taken += 1;
    total.bytes += object.sizeBytes;
    total.fileIds.push(fileId);
    await countInRun(ports.sql, source.id, { taken: 1, takenBytes: object.sizeBytes });
    ports.log("object taken", { sourceId: source.id, key: object.key, fileId, bytes: object.sizeBytes });
  } catch (error) {
    const outcome = outcomeOf(object, asAppError(error));
    await setObject(ports.sql, { id: object.id, instance: ports.instance }, outcome);
    if (outcome.status !== "pending") total[outcome.status] += 1;
    if (outcome.status !== "pending") await countInRun(ports.sql, source.id, { [outcome.status]: 1 });
    ports.log(`object ${outcome.status}`, { sourceId: source.id, key: object.key, message: outcome.reason });
  }
}

interface Outcome {
  status: "skipped" | "failed" | "pending";
  reason: string;
  retryInS?: number;
}

function outcomeOf(object: SourceObject, error: AppError): Outcome {
  const { message } = error;
  if (error instanceof NotFoundError && error.details.reason !== "no_target")
    return { status: "skipped", reason: `It went before it was read: ${message}` };
  if (error instanceof UnreadableContentError) return { status: "skipped", reason: message };
  if (error instanceof InvalidInputError && error.code === "too_large") return { status: "skipped", reason: message };
  if (object.attempts >= MOST_ATTEMPTS) return { status: "failed", reason: message };
  return { status: "pending", reason: message, retryInS: RETRY_DELAY_S * 2 ** (object.attempts - 1) };
}

/** Null when another instance was faster. */
async function take({ object, name, context, look }: Looked, source: SourceRow, ports: CollectPorts) {
  const found = await look;
  const fileId = ports.newId();
  const dispatched = await repeatTransaction(ports.sql, async (tx) => {
    const file = { id: fileId, name, source: source.kind, object };
    if (!(await insertSourceFile(tx, { file, instance: ports.instance }))) return null;
    await setContext(tx, { id: fileId, organizationId: source.organizationId }, context);
    await queueFile(tx, { fileId, look: found, actor: null });
    return await admitWaiting(tx, await databaseNowMs(tx));
  });
  if (dispatched === null) return null;
  await dispatch(dispatched, ports);
  return fileId;
}
