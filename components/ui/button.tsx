"use client";

import type { ComponentProps, ReactNode } from "react";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

export interface ButtonLook {
  /** `primary` once per view; `quiet` for what can wait. */
  variant?: "default" | "primary" | "quiet";
  size?: "normal" | "small" | "large";
  /** Square, for an icon alone; needs an `aria-label`. */
  isIcon?: boolean;
}

export interface ButtonProps extends ButtonLook, Omit<ComponentProps<"button">, "disabled"> {
  /** Keeps the label and shows a spinner to its left. */
  isBusy?: boolean;
  /** Why it can't be used now. It stays reachable by keyboard, so that the reason can be read. */
  disabledReason?: string | null;
}

export function Button({ variant, size, isIcon, isBusy, disabledReason, children, ...props }: ButtonProps): ReactNode {
  const isOff = Boolean(disabledReason) || isBusy;
  const button = (
    <button
      type="button"
      {...props}
      aria-disabled={isOff || undefined}
      aria-busy={isBusy || undefined}
      onClick={isOff ? (event) => event.preventDefault() : props.onClick}
      className={classNames(buttonClass({ variant, size, isIcon }), disabledReason && DISABLED, props.className)}
    >
      {isBusy ? <Spinner /> : null}
      {children}
    </button>
  );
  return disabledReason ? <Tooltip text={disabledReason}>{button}</Tooltip> : button;
}

const BASE =
  "touch-target inline-flex items-center justify-center gap-[7px] rounded-control border font-medium whitespace-nowrap " +
  "transition-colors duration-(--fast) ease-(--ease)";
const VARIANTS = {
  default: "border-border-strong bg-surface-1 text-text-1 shadow-1 hover:bg-surface-3 active:bg-surface-3",
  primary: "border-ink bg-ink text-on-ink shadow-1 hover:bg-ink/88 active:bg-ink/80",
  quiet: "border-transparent text-text-2 hover:bg-surface-3 hover:text-text-1 active:bg-surface-3",
};
const SIZES = { normal: "h-control px-[11px]", small: "h-[26px] px-2 text-12", large: "h-[38px] px-4 max-desk:h-11" };
const ICON_SIZES = { normal: "size-control", small: "size-[26px]", large: "size-[38px]" };
const DISABLED = "border-dashed! border-border-strong! bg-surface-2! text-text-3! shadow-none! cursor-default!";

/** The same look for a link. */
export function buttonClass({ variant = "default", size = "normal", isIcon = false }: ButtonLook = {}): string {
  return classNames(BASE, VARIANTS[variant], isIcon ? ICON_SIZES[size] : SIZES[size]);
}
