import { countWaiting } from "#lib/store/source-rows.ts";
import type { Sql } from "#lib/store/sql.ts";

/** So many waiting files of a team are enough: more would only make the queue longer. */
const MOST_WAITING = 1000;
/** A source that was held looks again after this long. */
export const HELD_DELAY_S = 30;

/** Why a team's sources add no more files now; null when they may. */
export async function holdReason(sql: Sql, organizationId: string, mostWaiting = MOST_WAITING): Promise<string | null> {
  const waiting = await countWaiting(sql, organizationId);
  if (waiting < mostWaiting) return null;
  return `${waiting} files of this team wait in the lanes, so no more are taken in. It goes on by itself when fewer than ${mostWaiting} wait.`;
}
