import { DependencyFault, type Probes } from "./check-dependencies.ts";
import { database, type Sql } from "./database.ts";
import { env } from "./env.ts";
import { serviceHeaders } from "./storage.ts";

/** How this server asks the parts it can't do without, with the keys and the pool it works with. */
export function dependencyProbes(sql: () => Sql = database): Probes {
  const askDatabase = oneAtATime(async () => void (await sql()`select 1`));
  return {
    database: askDatabase,
    storage: async (signal) => {
      const { status } = await ask(`${env().supabaseUrl}/storage/v1/bucket/deployment-logs`, serviceHeaders(), signal);
      if (status === 401 || status === 403) throw new DependencyFault("The file storage refuses this server's key.");
      // Storage answers 400 for a bucket that is not there.
      if (status === 400 || status === 404)
        throw new DependencyFault("The bucket for logs is not in the file storage.");
      if (status !== 200) throw new DependencyFault("The file storage reports a fault.");
    },
    auth: async (signal) => {
      const headers = { apikey: env().supabasePublishableKey };
      const { status } = await ask(`${env().supabaseUrl}/auth/v1/.well-known/jwks.json`, headers, signal);
      if (status !== 200) throw new DependencyFault("The sign-in service does not give out its keys.");
    },
    inngest: async (signal) => {
      const { inngest } = env();
      if (inngest.kind === "none") return;
      const { status } = await ask(`${inngest.url}/health`, {}, signal);
      if (status >= 500) throw new DependencyFault("The queue service reports a fault.");
    },
  };
}

async function ask(url: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { headers, signal, cache: "no-store", redirect: "manual" });
  await response.body?.cancel();
  return response;
}

/** A question that got no answer in time still waits for one: asking again would only take another connection. */
function oneAtATime(question: () => Promise<void>): () => Promise<void> {
  let open: Promise<void> | null = null;
  return () => {
    open ??= question().finally(() => {
      open = null;
    });
    return open;
  };
}
