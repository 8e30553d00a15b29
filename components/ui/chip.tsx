import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

const TONES = {
  neutral: "bg-surface-3 text-text-2",
  code: "bg-surface-3 font-mono text-text-1",
  failed: "bg-out-failed-soft text-out-failed",
  succeeded: "bg-out-succeeded-soft text-out-succeeded",
  warning: "bg-sev-warn-soft text-sev-warn",
  outline: "text-text-2 inset-ring inset-ring-border-strong",
};

/** A small fact beside the thing it is about. */
export function Chip({ tone = "neutral", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 items-center gap-[5px] rounded-chip px-[7px] align-middle text-12 font-medium whitespace-nowrap",
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
