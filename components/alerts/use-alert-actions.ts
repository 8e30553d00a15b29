"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useShell } from "#components/shell-context.tsx";
import { showNotice } from "#components/toasts/toast-manager.ts";
import { useApi } from "#components/use-api.ts";

export type AlertAction = "acknowledge" | "resolve" | "reopen" | "mute" | "unmute";

export interface AlertChange {
  action: AlertAction;
  /** Any alert of the cause. */
  alertId: string;
  /** `cause`: all alerts of the same cause with it. A mute always is the cause's. */
  scope: "alert" | "cause";
  /** Kept with the change of state, for the team. */
  note?: string;
}

const FAILED: Record<AlertAction, string> = {
  acknowledge: "Not acknowledged",
  resolve: "Not resolved",
  reopen: "Not reopened",
  mute: "Not muted",
  unmute: "Not unmuted",
};

/** Changes alerts as the person of this tab; a refusal is told in words and changes nothing. */
export function useAlertActions() {
  const api = useApi();
  const queryClient = useQueryClient();
  const { role } = useShell();
  const { mutate, isPending, variables } = useMutation({
    mutationFn: ({ action, alertId, scope, note }: AlertChange) => {
      const json =
        action === "mute" ? { minutes: 60 } : action === "unmute" ? {} : { scope, note: note?.trim() || undefined };
      return api(`/api/v1/alerts/${alertId}/${action}`, { method: "POST", json });
    },
    // Together with the answer, not when the notice of it arrives: whoever acted wants to see it done.
    onSuccess: () =>
      Promise.all([["alerts"], ["lanes"], ["overview"]].map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
    onError: (error, { action }) => showNotice({ title: FAILED[action], text: error.message }),
  });
  return {
    act: mutate,
    isBusy: (action: AlertAction, alertId: string) =>
      isPending && variables?.alertId === alertId && variables.action === action,
    /** Why this person can't; null = can. */
    refusal: role === "viewer" ? "Viewers cannot acknowledge alerts. Ask an admin." : null,
  };
}
