"use client";

import { Toast } from "@base-ui/react/toast";
import { X } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { useAlertToasts } from "#components/alerts/use-alert-toasts.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { AlertToast } from "./alert-toast.tsx";
import { type ToastData, toastManager } from "./toast-manager.ts";

const MOST = 3;
/** Pages with a log or the alerts' own details at the right: a toast there keeps to the height of the top bar. */
const COMPACT_PAGES = /^\/(?:(?:files|deployments)\/[^/]+|alerts$)/;

/** Interruptions, top right; what they are about is on a page of its own as well. Use it once, in the shell. */
export function Toasts() {
  const isCompact = COMPACT_PAGES.test(usePathname());
  return (
    <Toast.Provider toastManager={toastManager} limit={isCompact ? 1 : MOST}>
      <AlertListener />
      <Toast.Portal>
        <Toast.Viewport
          aria-label="Alerts that just came"
          className={classNames(
            "fixed right-6 z-40 grid w-[360px] gap-2 max-desk:right-2 max-desk:left-2 max-desk:w-auto",
            // Beside what the top bar has at its right, where there is room.
            isCompact
              ? "top-[11px] w-[440px] min-[1180px]:right-[456px] max-desk:top-1"
              : "top-[66px] max-desk:top-[60px]",
          )}
        >
          <ToastList isCompact={isCompact} />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function AlertListener(): null {
  useAlertToasts();
  return null;
}

function ToastList({ isCompact }: { isCompact: boolean }) {
  const { toasts } = Toast.useToastManager<ToastData>();
  const hidden = toasts.filter((toast) => toast.limited).length;
  return (
    <>
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          toast={toast}
          // Urgent toasts are read out by a region of their own; these here must still be found and used.
          aria-hidden={false}
          swipeDirection={["right", "up"]}
          className={classNames(
            "min-w-0 rounded-panel border border-border-strong bg-overlay shadow-2 data-limited:hidden",
            "transition-[opacity,transform] duration-(--base) ease-(--ease) data-ending-style:opacity-0 data-starting-style:translate-x-1 data-starting-style:opacity-0",
            "translate-x-(--toast-swipe-movement-x)",
            toast.data?.kind !== "missed" && "inset-shadow-[3px_0_0_var(--out-failed-mark)]",
          )}
        >
          <Toast.Content
            className={
              isCompact
                ? "flex h-9 items-center gap-2.5 pr-1 pl-3.5 max-desk:h-11"
                : "grid grid-cols-[16px_minmax(0,1fr)_auto] gap-2.5 px-3.5 py-3"
            }
          >
            <AlertToast toast={toast} isCompact={isCompact} hidden={isCompact ? hidden : 0} closeButton={<Close />} />
          </Toast.Content>
        </Toast.Root>
      ))}
      {hidden > 0 && !isCompact ? <More count={hidden} /> : null}
    </>
  );
}

function Close(): ReactNode {
  return (
    <Toast.Close
      aria-label="Close"
      // A stack of toasts that opens on hover would hide it; here all of them are open.
      aria-hidden={false}
      className="touch-target grid size-6 flex-none place-items-center rounded-control text-text-3 hover:bg-surface-3 hover:text-text-1"
    >
      <X size={16} strokeWidth={1.75} aria-hidden="true" />
    </Toast.Close>
  );
}

function More({ count }: { count: number }) {
  return (
    <Link
      href="/alerts"
      className="justify-self-end rounded-control border border-border-strong bg-overlay px-2.5 py-1 text-12 font-medium text-accent shadow-2 hover:underline"
    >
      {formatCount(count)} more
    </Link>
  );
}
