"use client";

import type { ReactNode } from "react";
import { type AlertAction, useAlertActions } from "#components/alerts/use-alert-actions.ts";
import { Button } from "#components/ui/button.tsx";
import type { ButtonLook } from "#components/ui/button-class.ts";
import { classNames } from "#components/ui/class-names.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";
import type { AlertState } from "#lib/queries/list-alerts.ts";

interface Shared {
  cause: AlertCause;
  note?: string;
  onDone?: () => void;
}

interface CauseActionsProps extends Shared {
  className?: string;
  /** In the panel: larger, and with the key. */
  isPanel?: boolean;
  /** Stands after the first button. */
  children?: ReactNode;
}

const NEXT: Record<AlertState, { action: AlertAction; label: string }> = {
  open: { action: "acknowledge", label: "Acknowledge" },
  acknowledged: { action: "resolve", label: "Resolve" },
  resolved: { action: "reopen", label: "Reopen" },
};

/** What comes next for a cause in its state, and its mute. */
export function CauseActions({ cause, className, isPanel = false, children, ...shared }: CauseActionsProps) {
  const { action, label } = NEXT[cause.state];
  const size = isPanel ? "normal" : "small";
  const isMutable = isPanel ? cause.state !== "resolved" : cause.state === "open";
  const isMuted = cause.mutedUntilMs !== null;
  const mute = isMutable ? (
    <CauseAction
      cause={cause}
      action={isMuted ? "unmute" : "mute"}
      label={isMuted ? "Unmute" : "Mute 1 h"}
      variant={isPanel ? "default" : "quiet"}
      size={size}
      {...shared}
    />
  ) : null;
  return (
    <div className={classNames("flex flex-wrap items-center gap-2", className)}>
      {isPanel ? null : mute}
      <CauseAction
        cause={cause}
        action={action}
        label={label}
        variant={isPanel && cause.state !== "resolved" ? "primary" : "default"}
        size={size}
        keyHint={isPanel && cause.state === "open" ? "A" : undefined}
        {...shared}
      />
      {children}
      {isPanel ? mute : null}
    </div>
  );
}

interface CauseActionProps extends Shared, Pick<ButtonLook, "variant" | "size"> {
  action: AlertAction;
  label: string;
  keyHint?: string;
}

/** One thing to do about a cause. Viewers see it and why they can't. */
export function CauseAction({ cause, action, label, variant, size, keyHint, note, onDone }: CauseActionProps) {
  const { act, isBusy, refusal } = useAlertActions();
  const { id: alertId } = cause.lead;
  return (
    <Button
      variant={variant}
      size={size}
      disabledReason={refusal}
      isBusy={isBusy(action, alertId)}
      onClick={() => act({ action, alertId, scope: "cause", note }, { onSuccess: onDone })}
    >
      {label}
      {keyHint ? (
        <span aria-hidden="true" className="max-desk:hidden">
          <KeyHint isOnInk>{keyHint}</KeyHint>
        </span>
      ) : null}
    </Button>
  );
}
