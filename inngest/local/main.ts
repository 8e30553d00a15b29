import { z } from "zod";
import { type Engine, startEngine } from "./start-engine.ts";

/** `npx node inngest/local/main.ts`: one engine per process, told everything by its environment. */
const environmentSchema = z.object({
  INNGEST_LOCAL_PORT: z.coerce.number().int().min(0).max(65_535).default(8288),
  DATABASE_URL: z.string().min(1),
  INNGEST_APP_URL: z.url().optional(),
});

async function main(): Promise<void> {
  const environment = environmentSchema.safeParse(process.env);
  if (!environment.success) {
    const names = environment.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`inngest/local can't start. ${names.join("; ")}`);
  }
  let engine: Engine | null = null;
  // From the first moment: while the engine waits for the database its parent may already be gone.
  const stop = () => void (engine?.stop() ?? Promise.resolve()).finally(() => process.exit(0));
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  process.once("disconnect", stop);
  const { INNGEST_LOCAL_PORT: port, DATABASE_URL: databaseUrl, INNGEST_APP_URL: appUrl } = environment.data;
  const log = (message: string) => console.log(`inngest/local: ${message}`);
  engine = await startEngine({ port, databaseUrl, appUrl, log });
  log(`listening on ${engine.url}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
