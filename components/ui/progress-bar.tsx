import { classNames } from "./class-names.ts";

/** A thin bar; the numbers stand beside it. `value` from 0 to 1. */
export function ProgressBar({ value, label, isPaused = false }: { value: number; label: string; isPaused?: boolean }) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(percent)}
      className="h-1 overflow-hidden rounded-full bg-surface-3"
    >
      <div
        className={classNames("h-full origin-left rounded-full", isPaused ? "bg-text-3" : "bg-accent")}
        style={{ width: `${percent}%` }}
      />
    </div>
  );
}
