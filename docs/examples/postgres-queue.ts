import postgres from "postgres";
import type { Extension, OpenQueue, QueueBackend, QueueInput } from "#lib/extensions/extension.ts";
import type { Dispatched } from "#lib/model/queue.ts";

/** A file that nobody renews for so long was taken by a process that died: another one takes it. */
const LEASE_S = 30;
const RENEW_EVERY_MS = 10_000;
/** A notification wakes at once; looking all the same finds what none was heard of. */
const LOOK_EVERY_MS = 1000;
const CHANNEL = "sluice_queue";

/**
 * A queue in Postgres that any number of ingestors share: each takes the next file when it has room for one, and a file
 * taken by a process that dies is given to another. Uses a connection for itself, not through a pooler.
 */
const postgresQueue: QueueBackend = {
  name: "postgres",
  async open(input) {
    const sql = postgres(input.databaseUrl, { max: 3, onnotice: () => undefined });
    await createTables(sql);
    const queue = new PostgresQueue(sql, input);
    await queue.join();
    return queue;
  },
};

/** Where nothing of Sluice's is, so that its migrations and this never meet. */
async function createTables(sql: postgres.Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext(${CHANNEL}))`;
    await tx`create schema if not exists sluice_queue`;
    await tx`
      create table if not exists sluice_queue.files (
        file_id uuid not null, dispatch integer not null, file jsonb not null,
        queued_at timestamptz not null default now(), taken_until timestamptz, primary key (file_id, dispatch))`;
    await tx`create table if not exists sluice_queue.alarms (due_at timestamptz primary key)`;
  });
}

class PostgresQueue implements OpenQueue {
  private readonly sql: postgres.Sql;
  private readonly input: QueueInput;
  private timer: NodeJS.Timeout | undefined;
  private listening: { unlisten(): Promise<void> } | null = null;
  private running = 0;
  private hasLeft = false;
  /** One look at a time, with another behind it when something happened meanwhile. */
  private looking: Promise<void> | null = null;
  private isLookWanted = false;

  constructor(sql: postgres.Sql, input: QueueInput) {
    this.sql = sql;
    this.input = input;
  }

  async join(): Promise<void> {
    this.listening = await this.sql.listen(CHANNEL, () => this.look());
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS);
    this.look();
  }

  /** A dispatch that is in the queue, taken or not, is not put into it again. */
  async start(dispatched: Dispatched[]): Promise<void> {
    if (dispatched.length === 0) return;
    const rows = dispatched.map((file) => ({ file_id: file.fileId, dispatch: file.dispatch, file: { ...file } }));
    await this.sql.begin(async (tx) => {
      await tx`
        insert into sluice_queue.files (file_id, dispatch, file)
        select file_id, dispatch, file from jsonb_to_recordset(${tx.json(rows)})
          as r (file_id uuid, dispatch integer, file jsonb)
        on conflict do nothing`;
      await tx`select pg_notify(${CHANNEL}, '')`;
    });
  }

  /** One that is being read notices with its next step that its file was taken away. */
  async stop(fileId: string): Promise<void> {
    await this.sql`delete from sluice_queue.files where file_id = ${fileId} and taken_until is null`;
  }

  async wakeAt(dueMs: number): Promise<void> {
    await this.sql`
      insert into sluice_queue.alarms (due_at) values (date_trunc('second', to_timestamp(${dueMs / 1000}) + interval '1 second'))
      on conflict do nothing`;
  }

  async leave(): Promise<void> {
    this.hasLeft = true;
    clearInterval(this.timer);
    await this.looking;
  }

  async close(): Promise<void> {
    await this.listening?.unlisten();
    await this.sql.end({ timeout: 5 });
  }

  private look(): void {
    this.isLookWanted = true;
    this.looking ??= this.lookWhileWanted()
      .catch((error) => console.error("The queue in Postgres does not answer; it is asked again:", error))
      .finally(() => {
        this.looking = null;
      });
  }

  private async lookWhileWanted(): Promise<void> {
    while (this.isLookWanted && !this.hasLeft) {
      this.isLookWanted = false;
      const due = await this.sql`delete from sluice_queue.alarms where due_at <= now() returning due_at`;
      if (due.length > 0) void this.input.wake();
      while (this.running < this.input.sideBySide && !this.hasLeft) {
        const file = await this.take();
        if (file === null) break;
        void this.run(file);
      }
    }
  }

  private async take(): Promise<Dispatched | null> {
    const [row] = await this.sql<{ file: Dispatched }[]>`
      update sluice_queue.files set taken_until = now() + ${LEASE_S} * interval '1 second'
      where (file_id, dispatch) = (
        select file_id, dispatch from sluice_queue.files where taken_until is null or taken_until < now()
        order by queued_at for update skip locked limit 1)
      returning file`;
    return row?.file ?? null;
  }

  /** Gone from the queue when it is done, not before: at least one process reads it to its end. */
  private async run(file: Dispatched): Promise<void> {
    this.running++;
    const { fileId, dispatch } = file;
    const renewing = setInterval(() => {
      this.sql`
        update sluice_queue.files set taken_until = now() + ${LEASE_S} * interval '1 second'
        where file_id = ${fileId} and dispatch = ${dispatch}`.catch(() => undefined);
    }, RENEW_EVERY_MS);
    try {
      await this.input.run(file);
      await this.sql`delete from sluice_queue.files where file_id = ${fileId} and dispatch = ${dispatch}`;
    } catch (error) {
      console.error("A file that was read stays in the queue until its lease ends:", error);
    } finally {
      clearInterval(renewing);
      this.running--;
      this.look();
    }
  }
}

export const extension: Extension = { queues: [postgresQueue] };
