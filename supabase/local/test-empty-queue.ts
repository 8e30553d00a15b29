import postgres from "postgres";
import { beforeAll, inject } from "vitest";

// The queue belongs to the instance, so what one test file left waiting would be started by the next one.
beforeAll(async () => {
  const sql = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
  await sql`update public.log_files set status = 'completed' where status in ('pending', 'processing')`;
  await sql.end();
});
