import { loadExtensions } from "#lib/extensions/load-extensions.ts";
import { database } from "#lib/platform/database.ts";
import { env, InvalidEnvironmentError } from "#lib/platform/env.ts";
import { ensurePartitions } from "./ensure-partitions.ts";
import { openSetup } from "./open-setup.ts";

/**
 * What a starting server needs: a complete environment with its extensions, partitions for the months ahead, and the set-up code of a
 * fresh installation. A database that is away is no reason to stop: requests say so until it is back.
 */
export async function prepareServer(): Promise<void> {
  const { setupCode } = await readEnvOrExit();
  await ensurePartitions(database());
  if (setupCode === null) return;
  try {
    await openSetup(database(), setupCode);
  } catch (error) {
    console.error("The set-up code could not be stored; restart the server once the database answers:", error);
  }
}

async function readEnvOrExit() {
  try {
    await loadExtensions();
    return env();
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    // Thrown, Next would print it among its own lines and go on serving errors.
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
