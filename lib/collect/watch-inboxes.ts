import type { Sql } from "#lib/platform/database.ts";
import { dueInboxes } from "#lib/store/due-inboxes.ts";
import { askForRun, type SourceQueue } from "./ask-for-run.ts";

/** What comes within this time is taken by one run. */
const GATHER_MS = 200;
/** The least time between two runs of the inboxes while objects go on coming. */
const PAUSE_MS = 5000;
/** What the trigger on storage.objects calls (supabase/migrations/20261201000100_inbox_told.sql). */
const CHANNEL = "sluice_inbox";

/**
 * Asks for a run of an inbox as soon as objects were stored in it, so that nothing of them waits for the round of each
 * minute. Needs a connection of its own to Postgres that lasts (LISTEN): behind a transaction-mode pooler nothing is
 * heard, and the round does it. A lost connection is made again. Throws when the first one can't be made.
 */
export async function watchInboxes(ports: { sql: Sql; queue: SourceQueue }): Promise<{ close(): Promise<void> }> {
  const watch = new InboxWatch(ports);
  const { unlisten } = await ports.sql.listen(
    CHANNEL,
    (organizationId) => watch.stored(organizationId),
    // Also after the connection was lost: what was said meanwhile was not heard.
    () => watch.stored(null),
  );
  return {
    async close() {
      watch.close();
      await unlisten();
    },
  };
}

class InboxWatch {
  private readonly ports: { sql: Sql; queue: SourceQueue };
  /** Teams with new objects; null = whichever. */
  private readonly teams = new Set<string | null>();
  private timer: NodeJS.Timeout | null = null;
  private askedMs = Number.NEGATIVE_INFINITY;
  private isClosed = false;

  constructor(ports: { sql: Sql; queue: SourceQueue }) {
    this.ports = ports;
  }

  stored(organizationId: string | null): void {
    this.teams.add(organizationId);
    if (this.timer !== null || this.isClosed) return;
    const waitMs = Math.max(GATHER_MS, this.askedMs + PAUSE_MS - performance.now());
    this.timer = setTimeout(() => void this.ask(), waitMs).unref();
  }

  close(): void {
    this.isClosed = true;
    if (this.timer !== null) clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    const teams = this.teams.has(null) ? null : [...this.teams].filter((team) => team !== null);
    this.teams.clear();
    this.timer = null;
    this.askedMs = performance.now();
    try {
      for (const sourceId of await dueInboxes(this.ports.sql, teams)) {
        await askForRun({ sourceId, trigger: "event" }, this.ports);
      }
    } catch (error) {
      console.error("Which inboxes are due could not be read; the next round takes what is in them:", error);
    }
  }
}
