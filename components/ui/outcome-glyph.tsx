import { classNames } from "./class-names.ts";

export type Outcome = "succeeded" | "reboot" | "failed" | "cancelled" | "deferred" | "in_progress" | "unknown";

export const OUTCOME_LABELS: Record<Outcome, string> = {
  succeeded: "Succeeded",
  reboot: "Needs reboot",
  failed: "Failed",
  cancelled: "Cancelled",
  deferred: "Deferred",
  in_progress: "In progress",
  unknown: "Unknown",
};

const COLORS: Record<Outcome, string> = {
  succeeded: "text-out-succeeded",
  reboot: "text-out-reboot",
  failed: "text-out-failed font-medium",
  cancelled: "text-out-cancelled",
  deferred: "text-out-deferred",
  in_progress: "text-out-progress",
  unknown: "text-out-unknown",
};

/** Outcome of an installation: shape, colour and word together. */
export function OutcomeGlyph({ outcome, label }: { outcome: Outcome; label?: string }) {
  return (
    <span className={classNames("inline-flex items-center gap-1.5 whitespace-nowrap align-middle", COLORS[outcome])}>
      <OutcomeIcon outcome={outcome} />
      {label ?? OUTCOME_LABELS[outcome]}
    </span>
  );
}

/** The shape alone, in the colour of its text; the word must stand beside it. */
export function OutcomeIcon({ outcome, className }: { outcome: Outcome; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={classNames("size-3.5 flex-none", className)}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {SHAPES[outcome]}
    </svg>
  );
}

const SHAPES: Record<Outcome, React.ReactNode> = {
  failed: (
    <>
      <path d="M8.3 3.5h7.4l4.8 4.8v7.4l-4.8 4.8H8.3l-4.8-4.8V8.3Z" />
      <path d="m9 9 6 6M15 9l-6 6" />
    </>
  ),
  reboot: (
    <>
      <path d="M19.5 12a7.5 7.5 0 1 1-2.3-5.4" />
      <path d="M20 3.5v4h-4" />
    </>
  ),
  cancelled: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m6.2 17.8 11.6-11.6" />
    </>
  ),
  deferred: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="M12 7.2V12l3.2 2.2" />
    </>
  ),
  in_progress: (
    <>
      <circle cx="12" cy="12" r="8.5" strokeDasharray="3.4 3.28" />
      <circle cx="12" cy="12" r="2.5" fill="currentColor" stroke="none" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="8.5" strokeDasharray="1.5 2.95" />
      <path d="M9.9 10a2.2 2.2 0 1 1 3.2 2c-.7.4-1.1.8-1.1 1.5M12 16.3v.01" />
    </>
  ),
  succeeded: (
    <>
      <circle cx="12" cy="12" r="8.5" />
      <path d="m8.3 12.3 2.6 2.6 4.8-5.3" />
    </>
  ),
};
