"use client";

import { Toast } from "@base-ui/react/toast";
import { Bell } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { useAlertActions } from "#components/alerts/use-alert-actions.ts";
import { Button } from "#components/ui/button.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { type ToastData, toastManager } from "./toast-manager.ts";

interface AlertToastProps {
  toast: Toast.Root.ToastObject<ToastData>;
  /** One line, as high as the top bar. */
  isCompact: boolean;
  /** How many more wait behind this one. */
  hidden: number;
  closeButton: ReactNode;
}

/** The content of a toast: what happened, and the way to it. */
export function AlertToast({ toast, isCompact, hidden, closeButton }: AlertToastProps) {
  const data = toast.data ?? { kind: "notice" };
  const close = () => toastManager.close(toast.id);
  const icon =
    data.kind === "missed" ? (
      <Bell size={16} strokeWidth={1.75} className="mt-0.5 flex-none text-text-2" aria-hidden="true" />
    ) : (
      <OutcomeIcon outcome="failed" className="mt-0.5 size-4! flex-none text-out-failed" />
    );
  const title = (
    <Toast.Title
      render={<p />}
      className={
        isCompact ? "min-w-0 flex-1 truncate font-medium" : "line-clamp-3 leading-[1.4] font-medium wrap-anywhere"
      }
      title={isCompact && typeof toast.title === "string" ? toast.title : undefined}
    />
  );
  if (isCompact) {
    return (
      <>
        {icon}
        {title}
        {hidden > 0 ? (
          <Link href="/alerts" className="flex-none text-12 font-medium text-accent hover:underline">
            {formatCount(hidden)} more
          </Link>
        ) : null}
        <ToastActions data={data} isCompact onDone={close} />
        {closeButton}
      </>
    );
  }
  return (
    <>
      {icon}
      <div className="min-w-0">
        {title}
        {toast.description ? <Toast.Description className="line-clamp-2 text-text-2 wrap-anywhere" /> : null}
        <ToastActions data={data} onDone={close} />
      </div>
      {closeButton}
    </>
  );
}

function ToastActions({
  data,
  isCompact = false,
  onDone,
}: {
  data: ToastData;
  isCompact?: boolean;
  onDone: () => void;
}) {
  const { act, isBusy, refusal } = useAlertActions();
  if (data.kind === "notice") return null;
  if (data.kind === "missed") {
    return (
      <div className={isCompact ? "flex-none" : "mt-2"}>
        <Link href="/alerts" className={buttonClass({ size: "small" })} onClick={onDone}>
          Show alerts
        </Link>
      </div>
    );
  }
  const open = data.href ? (
    <Link href={data.href} className={buttonClass({ size: "small" })} onClick={onDone}>
      {isCompact ? "Open" : data.openLabel}
    </Link>
  ) : null;
  if (isCompact) return open;
  return (
    <div className="mt-2 flex flex-wrap items-center gap-2">
      {open}
      <Button
        variant="quiet"
        size="small"
        disabledReason={refusal}
        isBusy={isBusy("acknowledge", data.alertId)}
        onClick={() => act({ action: "acknowledge", alertId: data.alertId, scope: "cause" }, { onSuccess: onDone })}
      >
        Acknowledge
      </Button>
      <span className="ml-auto text-12 text-text-3">
        <Time at={data.atMs} />
      </span>
    </div>
  );
}
