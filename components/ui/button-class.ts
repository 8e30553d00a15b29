import { classNames } from "./class-names.ts";

export interface ButtonLook {
  /** `primary` once per view; `quiet` for what can wait. */
  variant?: "default" | "primary" | "quiet";
  size?: "normal" | "small" | "large";
  /** Square, for an icon alone; needs an `aria-label`. */
  isIcon?: boolean;
}

/** The look of a button, for `Button` and for links that act like one. */
export function buttonClass({ variant = "default", size = "normal", isIcon = false }: ButtonLook = {}): string {
  return classNames(BASE, VARIANTS[variant], isIcon ? ICON_SIZES[size] : SIZES[size]);
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
