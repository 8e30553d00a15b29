import type { TransactionSql } from "#lib/platform/database.ts";
import { asked } from "./function-refusal.ts";
import type { AlertState } from "./list-alerts.ts";

export interface ChangeAlertStateInput {
  alertId: string;
  state: AlertState;
  note?: string | null;
  /** All alerts of the same cause change with it. */
  wholeCause?: boolean;
}

/**
 * Acknowledges, resolves or reopens an alert as the caller, who must be operator or better; who and when is recorded.
 * `changed` counts the alerts: 0 when they were there already.
 * @throws NotFoundError, ForbiddenError
 */
export async function changeAlertState(
  tx: TransactionSql,
  { alertId, state, note = null, wholeCause = false }: ChangeAlertStateInput,
): Promise<{ changed: number }> {
  const [row] = await asked(
    tx<{ changed: number }[]>`
      select public.change_alert_state(${alertId}, ${state}, ${note}, ${wholeCause}) as changed`,
  );
  return { changed: row?.changed ?? 0 };
}

/** Alerts of the same cause interrupt nobody for a while; they are still raised. @throws NotFoundError, ForbiddenError */
export async function muteAlertCause(
  tx: TransactionSql,
  { alertId, minutes }: { alertId: string; minutes: number },
): Promise<{ mutedUntilMs: number }> {
  const [row] = await asked(
    tx<{ mutedUntilMs: number }[]>`
      select floor(extract(epoch from public.mute_alert_cause(${alertId}, ${minutes})) * 1000)::float8 as "mutedUntilMs"`,
  );
  return { mutedUntilMs: row?.mutedUntilMs ?? 0 };
}

/** Ends a mute. `changed` is false when there was none. @throws NotFoundError, ForbiddenError */
export async function unmuteAlertCause(
  tx: TransactionSql,
  { alertId }: { alertId: string },
): Promise<{ changed: boolean }> {
  const [row] = await asked(tx<{ changed: boolean }[]>`select public.unmute_alert_cause(${alertId}) as changed`);
  return { changed: row?.changed ?? false };
}
