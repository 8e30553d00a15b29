"use client";

import type { ReactNode } from "react";
import { type AlertAction, useAlertActions } from "#components/alerts/use-alert-actions.ts";
import { Button } from "#components/ui/button.tsx";
import type { ButtonLook } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";

interface CauseActionsProps {
  cause: AlertCause;
  className?: string;
  /** In the panel: larger, with resolving and the key. */
  isPanel?: boolean;
  note?: string;
  onDone?: () => void;
  /** Stands after the first button. */
  children?: ReactNode;
}

/** What can be done about a cause in its state. Viewers see the buttons and why they can't press them. */
export function CauseActions({ cause, className, isPanel = false, note, onDone, children }: CauseActionsProps) {
  const { act, isBusy, refusal } = useAlertActions();
  const { state, lead, mutedUntilMs } = cause;
  const button = (action: AlertAction, label: ReactNode, variant: ButtonLook["variant"]) => (
    <Button
      variant={variant}
      size={isPanel ? "normal" : "small"}
      disabledReason={refusal}
      isBusy={isBusy(action, lead.id)}
      onClick={() => act({ action, alertId: lead.id, scope: "cause", note }, { onSuccess: onDone })}
    >
      {label}
    </Button>
  );
  const first = isPanel ? "primary" : "default";
  const mute = mutedUntilMs === null ? button("mute", "Mute 1 h", "quiet") : button("unmute", "Unmute", "quiet");
  return (
    <div className={classNames("flex flex-wrap items-center gap-2", className)}>
      {isPanel || state !== "open" ? null : mute}
      {state === "open" ? button("acknowledge", <Acknowledge hasKey={isPanel} />, first) : null}
      {state === "acknowledged" ? button("resolve", "Resolve", first) : null}
      {state === "resolved" ? button("reopen", "Reopen", "default") : null}
      {children}
      {isPanel && state === "open" ? button("resolve", "Resolve", "default") : null}
      {isPanel && state === "acknowledged" ? button("reopen", "Reopen", "default") : null}
      {isPanel && state !== "resolved" ? mute : null}
    </div>
  );
}

function Acknowledge({ hasKey }: { hasKey: boolean }) {
  return (
    <>
      Acknowledge
      {hasKey ? (
        <span aria-hidden="true" className="max-desk:hidden">
          <KeyHint isOnInk>A</KeyHint>
        </span>
      ) : null}
    </>
  );
}
