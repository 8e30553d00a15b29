"use client";

import { useEffect, useRef, useState } from "react";
import { useLive } from "#components/live-context.tsx";
import { useShell } from "#components/shell-context.tsx";
import { PASSING_MS, toastManager } from "#components/toasts/toast-manager.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { useApi } from "#components/use-api.ts";
import type { AlertItem } from "#lib/queries/list-alerts.ts";
import type { MissedAlerts } from "#lib/queries/read-missed-alerts.ts";
import { type AlertEvent, onAlertEvent } from "#lib/realtime/live-alerts.ts";
import { alertCursor } from "./alert-cursor.ts";
import { AlertToasts, type RaisedAlert, type ToastChange } from "./alert-toasts.ts";

const MISSED = "missed";

/**
 * Interrupts for alerts: at once when the tab hears of one, and at the next visit or reconnect with the number of those
 * that nobody here was told of. Use it once, in the shell.
 */
export function useAlertToasts(): void {
  const { organizationId } = useShell();
  const api = useApi();
  const isLive = useLive().kind === "live";
  const [toasts] = useState(() => new AlertToasts());
  const hasVisited = useRef(false);
  useEffect(() => {
    const cursor = alertCursor(organizationId);
    return onAlertEvent((event) => {
      if (event.name === "alert") cursor.move(event.no);
      show(changeFor(toasts, event), toasts);
    });
  }, [toasts, organizationId]);
  // Only once events arrive: what is raised between the question and the first event would be lost otherwise.
  useEffect(() => {
    if (!isLive) return;
    const cursor = alertCursor(organizationId);
    const asking = new AbortController();
    const after = cursor.read();
    api<MissedAlerts>(`/api/v1/alerts/since${after === null ? "" : `?after=${after}`}`, { signal: asking.signal }).then(
      (missed) => {
        const isVisit = !hasVisited.current;
        hasVisited.current = true;
        cursor.move(missed.lastNo);
        tellMissed(missed, { toasts, isVisit });
      },
      // Not told now is told at the next reconnect or visit: the cursor has not moved.
      () => {},
    );
    return () => asking.abort();
  }, [isLive, toasts, organizationId, api]);
}

function changeFor(toasts: AlertToasts, event: AlertEvent): ToastChange | null {
  if (event.name !== "alert") return toasts.handled(event);
  if (event.state !== "open" || event.isMuted) return null;
  const { id, no, title, lane } = event;
  return toasts.raised({
    id,
    no,
    title,
    lane,
    subject: event.subject ?? null,
    cause: event.cause ?? id,
    deployment: event.deployment ?? null,
    code: event.code ?? null,
    fileId: event.fileId ?? null,
    recordNumber: event.recordNumber ?? null,
    atMs: event.createdAtMs ?? Date.now(),
  });
}

function show(change: ToastChange | null, toasts: AlertToasts): void {
  if (!change) return;
  if (change.kind === "close") {
    toastManager.close(toastId(change.cause));
    return;
  }
  const { alert, cause, count } = change;
  const isHigh = alert.lane === "high";
  toastManager.add({
    id: toastId(cause),
    title: count === 1 ? alert.title : `${alert.subject ?? alert.title}, ${formatCount(count)} times`,
    description: description(alert),
    // Somebody has to see what can't wait; the rest is in the list of alerts anyway.
    timeout: isHigh ? 0 : PASSING_MS,
    priority: isHigh ? "high" : "low",
    onClose: () => toasts.closed(cause),
    data: {
      kind: "alert",
      alertId: alert.id,
      href: hrefOf(alert),
      openLabel: alert.recordNumber === null ? "Open file" : `Open line ${formatCount(alert.recordNumber)}`,
      atMs: alert.atMs,
    },
  });
}

/** After a broken connection the shell says how many there were; the newest come as if nothing had been in between. */
function tellMissed({ count, newest }: MissedAlerts, { toasts, isVisit }: { toasts: AlertToasts; isVisit: boolean }) {
  if (count === 1 || !isVisit) {
    for (const alert of newest.toReversed()) show(toasts.raised(raisedAlert(alert)), toasts);
    return;
  }
  for (const { no } of newest) toasts.passOver(no);
  // Who begins with the list of alerts sees them there.
  if (count === 0 || window.location.pathname === "/alerts") return;
  toastManager.add({
    id: MISSED,
    title: `${formatPlural(count, "alert")} while you were away`,
    description: `The newest: ${newest[0]?.title ?? ""}`,
    timeout: 0,
    priority: "low",
    data: { kind: "missed" },
  });
}

function raisedAlert(alert: AlertItem): RaisedAlert {
  return {
    ...alert,
    deployment: alert.deployment?.name ?? null,
    code: alert.line?.code ?? null,
    fileId: alert.file?.id ?? null,
    recordNumber: alert.line?.recordNumber ?? null,
    atMs: alert.createdAtMs,
  };
}

/** "Branch laptops, 0x80070534". */
function description({ deployment, code }: RaisedAlert): string | undefined {
  return [deployment, code].filter((part) => part !== null).join(", ") || undefined;
}

function hrefOf({ fileId, recordNumber }: RaisedAlert): string | null {
  if (fileId === null) return null;
  return recordNumber === null ? `/files/${fileId}` : `/files/${fileId}?record=${recordNumber}`;
}

function toastId(cause: string): string {
  return `alert:${cause}`;
}
