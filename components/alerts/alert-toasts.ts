import type { Lane } from "#lib/model/log-file.ts";
import type { AlertEvent } from "#lib/realtime/live-alerts.ts";

/** An alert as a toast shows it, from the notice of the database or from a later question. */
export interface RaisedAlert {
  id: string;
  no: number;
  title: string;
  subject: string | null;
  cause: string;
  lane: Lane;
  deployment: string | null;
  code: string | null;
  fileId: string | null;
  recordNumber: number | null;
  atMs: number;
}

/** What to show for one cause, or that its toast goes. */
export type ToastChange =
  | { kind: "show"; cause: string; alert: RaisedAlert; count: number }
  | { kind: "close"; cause: string };

/**
 * One toast a cause: many devices that fail alike are one interruption. Knows which alerts each toast stands for, so that
 * it goes when all of them are handled, in whatever browser that happened.
 */
export class AlertToasts {
  readonly #open = new Map<string, Set<string>>();
  /** Numbers already told: the notice and the later question may both bring an alert. */
  readonly #told = new Set<number>();

  raised(alert: RaisedAlert): ToastChange | null {
    if (this.#told.has(alert.no)) return null;
    this.#told.add(alert.no);
    const ids = this.#open.get(alert.cause) ?? new Set();
    this.#open.set(alert.cause, ids.add(alert.id));
    return { kind: "show", cause: alert.cause, alert, count: ids.size };
  }

  /** Told elsewhere, as a number: must not come again as a toast of its own. */
  passOver(no: number): void {
    this.#told.add(no);
  }

  /** Somebody acknowledged, resolved or muted: here, in another tab, anywhere in the team. */
  handled(event: Exclude<AlertEvent, { name: "alert" }>): ToastChange | null {
    const ids = this.#open.get(event.cause);
    if (!ids) return null;
    if (event.name === "alert-mute" && !event.isMuted) return null;
    if (event.name === "alert-state") {
      if (event.state === "open") return null;
      for (const id of event.ids) ids.delete(id);
      // Only the first hundred are named; more than that is the whole cause.
      const isAll = event.count > event.ids.length;
      if (ids.size > 0 && !isAll) return null;
    }
    this.#open.delete(event.cause);
    return { kind: "close", cause: event.cause };
  }

  /** The reader closed it: a new alert of the cause begins a toast of its own. */
  closed(cause: string): void {
    this.#open.delete(cause);
  }
}
