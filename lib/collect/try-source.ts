import { AppError, InvalidInputError, UnavailableError } from "#lib/errors.ts";
import { hasOwnSecret, type SourceDefinition } from "#lib/model/source.ts";
import type { EnteredSecret } from "#lib/model/source-body.ts";
import { secretText } from "#lib/platform/secret-box.ts";
import type { ListedObject, ObjectStore } from "#lib/sources/object-store.ts";
import { openStoreOf, readSourceSecret } from "#lib/store/open-object-store.ts";
import { isServerTeam } from "#lib/store/source-rows.ts";
import type { Sql } from "#lib/store/sql.ts";
import { objectNames } from "./object-names.ts";
import { passReason, skipReason } from "./pass-reason.ts";

/** So many objects are shown. */
const SHOWN = 10;
const TIME_LIMIT_MS = 10_000;

export interface TriedObject {
  key: string;
  sizeBytes: number;
  modifiedAtMs: number;
  /** Why it would not become a file; null = it would. */
  passReason: string | null;
  deployment: string | null;
  device: string | null;
}

export interface SourceTrial {
  /** The first ones, in the order of their keys. */
  objects: TriedObject[];
  /** Of the first page of the list, and how many of these would be taken. */
  listed: number;
  taken: number;
}

export interface TrySourceInput {
  organizationId: string;
  definition: SourceDefinition;
  /** Null = the keys that are kept for `sourceId`, if there are any. */
  secret: EnteredSecret | null;
  /** A saved source of this team; null = not saved yet. */
  sourceId: string | null;
}

export interface TrySourcePorts {
  sql: Sql;
  open?: typeof openStoreOf;
  timeLimitMs?: number;
}

/**
 * Opens what a definition describes and looks at its first objects; nothing is noted or taken.
 * @throws InvalidInputError unprocessable that says what has to be mended; UnavailableError when there is no answer
 *   within 10 s, and for what may work later
 */
export async function trySource(
  { organizationId, definition, secret, sourceId }: TrySourceInput,
  { sql, open = openStoreOf, timeLimitMs = TIME_LIMIT_MS }: TrySourcePorts,
): Promise<SourceTrial> {
  const isOfServer = await isServerTeam(sql, organizationId);
  const isKept = hasOwnSecret(definition) && secret === null && sourceId !== null;
  const keys = isKept ? await readSourceSecret(sql, sourceId) : secretText(secret);
  let store: ObjectStore | null = null;
  const look = async () => {
    store = await open({ definition, secret: keys, isOfServer }, sql);
    return trial(await firstPage(store, definition.prefix), definition);
  };
  try {
    return await within(timeLimitMs, look());
  } catch (error) {
    if (!(error instanceof AppError) || error.isRetryable) throw error;
    // Whatever hinders the place is wrong with the definition, not with the right of who tries it.
    throw new InvalidInputError(error.message, { code: "unprocessable", cause: error });
  } finally {
    (store as ObjectStore | null)?.close();
  }
}

async function firstPage(store: ObjectStore, prefix: string): Promise<ListedObject[]> {
  for await (const page of store.list({ prefix, startAfter: null })) return page;
  return [];
}

function trial(page: readonly ListedObject[], definition: SourceDefinition): SourceTrial {
  const reasonOf = (object: ListedObject) => passReason(object, definition) ?? skipReason(object);
  return {
    objects: page.slice(0, SHOWN).map((object) => ({
      key: object.key,
      sizeBytes: object.sizeBytes,
      modifiedAtMs: object.modifiedAtMs,
      passReason: reasonOf(object),
      ...objectNames(object.key, definition),
    })),
    listed: page.length,
    taken: page.filter((object) => reasonOf(object) === null).length,
  };
}

async function within<T>(timeLimitMs: number, work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const limitS = Math.round(timeLimitMs / 1000);
      reject(
        new UnavailableError(
          `It did not answer within ${limitS} s. Check the address, and that this server may reach it.`,
        ),
      );
    }, timeLimitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // What comes after the limit is nobody's.
    work.catch(() => undefined);
  }
}
