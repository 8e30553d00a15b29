import { resolve } from "node:path";
import { setEnvironment } from "#lib/platform/env.ts";
import { loadOrCreateSecrets } from "../stack/secrets.ts";
import { findRunningStack } from "../stack/stack-state.ts";
import { UsageError } from "./usage.ts";

/**
 * Takes the environment as it is set, or that of the Sluice that runs on this machine.
 * @throws UsageError when there is neither; InvalidEnvironmentError when it is incomplete
 */
export async function applyEnvironment(): Promise<void> {
  const values = process.env;
  if (values.DATABASE_URL || values.POSTGRES_URL) return setEnvironment(values, { isQueueNeeded: false });
  const stateDir = resolve(values.SLUICE_STATE_DIR ?? ".sluice");
  const stack = await findRunningStack(stateDir);
  if (stack === null) {
    throw new UsageError(
      "DATABASE_URL is missing, and no Sluice runs on this machine. Set it, or start one with npm start.",
    );
  }
  const secrets = await loadOrCreateSecrets(stateDir);
  const local = {
    DATABASE_URL: stack.databaseUrl,
    SUPABASE_URL: stack.supabaseUrl,
    SUPABASE_PUBLISHABLE_KEY: secrets.publishableKey,
    SUPABASE_SECRET_KEY: secrets.secretKey,
    SLUICE_ENCRYPTION_KEY: secrets.encryptionKey,
  };
  setEnvironment({ ...values, ...local }, { isQueueNeeded: false });
}
