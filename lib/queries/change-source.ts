import type { SourceDefinition } from "#lib/model/source.ts";
import type { EnteredSecret } from "#lib/model/source-body.ts";
import type { TransactionSql } from "#lib/platform/database.ts";
import { sealSecret, secretText } from "#lib/platform/secret-box.ts";
import { asked } from "./function-refusal.ts";

// The functions of the database check the caller's role themselves; what is called here can be called past the API too.

export interface SourceChange {
  organizationId: string;
  id: string;
  name: string;
  definition: SourceDefinition;
  /** To keep from now on; null takes what is there away. */
  secret: EnteredSecret | null;
  /** True = the secret that is there stays. */
  isSecretKept: boolean;
  /** Version the editor started from; 0 = a new source. */
  basedOn: number;
}

const NO_SECRET = Buffer.alloc(0);

/**
 * Saves a source, its keys encrypted and bound to it, and makes it due at once. Returns its version.
 * @throws ForbiddenError below admin; ConflictError for a name that is taken and when it was changed since `basedOn`;
 *   InvalidInputError, also when the server can't encrypt
 */
export async function saveSource(
  tx: TransactionSql,
  { organizationId, id, name, definition: { kind, ...definition }, secret, isSecretKept, basedOn }: SourceChange,
): Promise<number> {
  const sealed = isSecretKept ? null : secret === null ? NO_SECRET : sealSecret(secretText(secret), id);
  const [row] = await asked(
    tx<{ version: number }[]>`
      select public.save_source(${organizationId}, ${id}, ${name}, ${kind}, ${tx.json({ ...definition })},
        ${sealed}::bytea, ${basedOn}) as version`,
  );
  return row?.version ?? basedOn;
}

interface SourceRef {
  organizationId: string;
  id: string;
}

/**
 * Files that came from it stay.
 * @throws NotFoundError; ForbiddenError below admin; ConflictError while its files wait or are read
 */
export async function deleteSource(tx: TransactionSql, { organizationId, id }: SourceRef): Promise<void> {
  await asked(tx`select public.delete_source(${organizationId}, ${id})`);
}

/** Asking twice changes nothing. @throws NotFoundError; ForbiddenError below admin */
export async function pauseSource(
  tx: TransactionSql,
  { organizationId, id, isPaused }: SourceRef & { isPaused: boolean },
): Promise<void> {
  await asked(tx`select public.pause_source(${organizationId}, ${id}, ${isPaused})`);
}

/** Makes it due now. @throws NotFoundError; ForbiddenError below operator; ConflictError while it is paused */
export async function runSource(tx: TransactionSql, { organizationId, id }: SourceRef): Promise<void> {
  await asked(tx`select public.run_source(${organizationId}, ${id})`);
}
