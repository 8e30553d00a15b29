import type { Sql } from "#lib/platform/database.ts";
import { createFile, type TestTeam } from "./stored-file.test-kit.ts";

/** Rows of a deployment as ingest would write them. */
export interface TestDeployment {
  id: string;
  addFile: (file?: { device?: string | null; name?: string; duplicateOf?: string }) => Promise<string>;
  addInstallation: (fileId: string, installation: TestInstallation) => Promise<void>;
}

export interface TestInstallation {
  outcome: string;
  product?: string;
  attempt?: number;
  exitCode?: string | null;
  code?: string | null;
  startedAt?: string | null;
  finishedAt?: string | null;
}

export async function createDeployment(sql: Sql, team: TestTeam, name: string): Promise<TestDeployment> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.deployments (organization_id, name) values (${team.organizationId}, ${name}) returning id`;
  const id = row?.id ?? "";
  return {
    id,
    addFile: async ({ device = null, name: fileName = "setup.log", duplicateOf } = {}) => {
      const device_id = device === null ? null : await deviceId(sql, team, device);
      const columns = { name: fileName, deployment_id: id, device_id, duplicate_of: duplicateOf ?? null };
      return (await createFile(sql, team, columns)).id;
    },
    addInstallation: async (fileId, installation) => {
      const { outcome, product = "Tallybook", attempt = 1, exitCode = null, code = null } = installation;
      const line = code === null ? null : { recordNumber: 7, byteOffset: 1, timestampUs: null, text: "error", code };
      await sql`
        insert into public.installation_logs (organization_id, file_id, deployment_id, device_id, product, attempt, outcome,
          exit_code, first_failing_line, started_at, finished_at)
        select organization_id, id, deployment_id, device_id, ${product}, ${attempt}, ${outcome}, ${exitCode},
          ${line === null ? null : sql.json(line)}, ${installation.startedAt ?? null}, ${installation.finishedAt ?? null}
        from public.log_files where id = ${fileId}
        on conflict (file_id, product, attempt) do update set outcome = excluded.outcome, exit_code = excluded.exit_code,
          first_failing_line = excluded.first_failing_line`;
    },
  };
}

async function deviceId(sql: Sql, team: TestTeam, name: string): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    insert into public.devices (organization_id, name) values (${team.organizationId}, ${name})
    on conflict (organization_id, name) do update set name = excluded.name returning id`;
  return row?.id ?? "";
}
