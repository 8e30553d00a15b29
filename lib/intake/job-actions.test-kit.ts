import type { Dispatched } from "#lib/model/queue.ts";
import { connect, type Sql } from "#lib/platform/database.ts";
import {
  createFile,
  createOrganization,
  createUser,
  type TestFile,
  type TestOrganization,
} from "#lib/store/store.test-kit.ts";
import type { DispatchPorts } from "./dispatch.ts";
import type { Sender } from "./require-operator.ts";

/** A team whose jobs are acted on; its queue notes what it was told. */
export interface ActionBench {
  sql: Sql;
  team: TestOrganization;
  /** The owner. */
  ann: Sender;
  viewer: Sender;
  stranger: Sender;
  started: Dispatched[];
  stopped: string[];
  ports: DispatchPorts;
  /** A job in a state; `columns` on top. */
  job(state: "waiting" | "running" | "completed" | "failed" | "cancelled", columns?: object): Promise<TestFile>;
  rowOf(fileId: string): Promise<Record<string, unknown>>;
  /** The audit trail of a file, oldest first. */
  eventsOf(fileId: string): Promise<Record<string, unknown>[]>;
}

const STATUS = {
  waiting: "pending",
  running: "processing",
  completed: "completed",
  failed: "failed",
  cancelled: "failed",
};

export async function actionBench(databaseUrl: string): Promise<ActionBench> {
  const sql = connect({ url: databaseUrl, maxConnections: 4 });
  const team = await createOrganization(sql);
  const other = await createOrganization(sql);
  const sender = (userId: string, organizationId: string, role: "owner" | "viewer"): Sender => ({
    userId,
    organizationId,
    memberships: [{ organizationId, role }],
  });
  const started: Dispatched[] = [];
  const stopped: string[] = [];
  return {
    sql,
    team,
    ann: sender(team.ownerId, team.id, "owner"),
    viewer: sender(await createUser(sql), team.id, "viewer"),
    stranger: sender(other.ownerId, other.id, "owner"),
    started,
    stopped,
    ports: {
      sql,
      queue: {
        start: async (files) => void started.push(...files),
        stop: async (fileId) => void stopped.push(fileId),
        wakeAt: async () => {},
      },
    },
    async job(state, columns = {}) {
      const file = await createFile(sql, team, { lane: "low" });
      const code = state === "cancelled" ? "cancelled" : "unprocessable";
      const isEnded = state !== "waiting" && state !== "running";
      const row = {
        status: STATUS[state],
        dispatch: state === "waiting" ? 0 : 1,
        attempts: state === "waiting" ? 0 : 3,
        dispatched_at: state === "running" ? new Date() : null,
        finished_at: isEnded ? new Date() : null,
        error: isEnded && state !== "completed" ? { code, message: "Stopped at byte 12." } : null,
        ...columns,
      };
      await sql`update public.log_files set ${sql(row)} where id = ${file.id}`;
      return file;
    },
    async rowOf(fileId) {
      const [row] = await sql`select * from public.log_files where id = ${fileId}`;
      return row ?? {};
    },
    eventsOf: (fileId) =>
      sql`select kind, from_status, to_status, actor, reason, details from public.processing_events
        where file_id = ${fileId} order by id`,
  };
}

/** Keeps every job where it is until `sql.end`: no lane starts one. */
export async function pauseLanes(sql: Sql, isPaused: boolean): Promise<void> {
  await sql`update public.lane_settings set is_paused = ${isPaused}`;
}
