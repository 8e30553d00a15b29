import { database } from "#lib/platform/database.ts";
import { isDatabaseAway } from "#lib/platform/database-away.ts";
import { env, InvalidEnvironmentError } from "#lib/platform/env.ts";
import { openSetup } from "./open-setup.ts";

/**
 * What a starting server needs: a complete environment, partitions for the months ahead, and the set-up code of a
 * fresh installation. A database that is away is no reason to stop: requests say so until it is back.
 */
export async function prepareServer(): Promise<void> {
  const { setupCode } = readEnvOrExit();
  try {
    await database()`select logs.ensure_partitions()`;
    if (setupCode !== null) await openSetup(database(), setupCode);
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    console.error("The database can't be reached yet; partitions and the set-up code were not prepared.");
  }
}

function readEnvOrExit() {
  try {
    return env();
  } catch (error) {
    if (!(error instanceof InvalidEnvironmentError)) throw error;
    // Thrown, Next would print it among its own lines and go on serving errors.
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}
