import type { IngestSession } from "./ingest-session.ts";

const MAX_WARM = 4;
const IDLE_MS = 30_000;

interface Warm {
  session: IngestSession;
  timer: NodeJS.Timeout;
}

const warm = new Map<string, Warm>();

/** Keeps an open session for the next step of the same file in this process; the oldest makes room. */
export function keepWarm(session: IngestSession): void {
  const key = keyOf(session.file.id, session.file.dispatch, session.checkpointNo);
  const timer = setTimeout(() => drop(key), IDLE_MS).unref();
  warm.set(key, { session, timer });
  for (const oldest of warm.keys()) {
    if (warm.size <= MAX_WARM) break;
    drop(oldest);
  }
}

/** The session that stands exactly at this checkpoint, taken out, or null. */
export function takeWarm(fileId: string, dispatch: number, checkpointNo: number): IngestSession | null {
  const key = keyOf(fileId, dispatch, checkpointNo);
  const found = warm.get(key);
  if (!found) return null;
  clearTimeout(found.timer);
  warm.delete(key);
  return found.session;
}

/** Closes all of them: for the end of a process, and for tests of the cold way. */
export function closeWarmSessions(): void {
  for (const key of [...warm.keys()]) drop(key);
}

function drop(key: string): void {
  const found = warm.get(key);
  if (!found) return;
  clearTimeout(found.timer);
  warm.delete(key);
  // Nobody waits for it, and a source that fails to close has nothing left to give.
  found.session.reader.close().catch(() => {});
}

function keyOf(fileId: string, dispatch: number, checkpointNo: number): string {
  return `${fileId}:${dispatch}:${checkpointNo}`;
}
