"use client";

import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button-class.ts";
import { classNames } from "./class-names.ts";
import { Spinner } from "./spinner.tsx";
import { Tooltip } from "./tooltip.tsx";

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

const DISABLED = "border-dashed! border-border-strong! bg-surface-2! text-text-3! shadow-none! cursor-default!";
