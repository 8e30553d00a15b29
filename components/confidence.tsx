import { classNames } from "#components/ui/class-names.ts";
import { formatShare } from "#components/ui/format-count.ts";

/** How sure a format is, in five steps. `confidence` is 0 to 1. */
export function Confidence({ confidence }: { confidence: number }) {
  const steps = Math.round(confidence * 5);
  return (
    <span role="img" aria-label={`Confidence ${formatShare(confidence, 1)}`} className="inline-flex gap-0.5">
      {[1, 2, 3, 4, 5].map((step) => (
        <span
          key={step}
          className={classNames(
            "h-2.5 w-[5px] rounded-[1px]",
            step <= steps ? "bg-out-succeeded-mark" : "bg-surface-3 inset-ring inset-ring-border-strong",
          )}
        />
      ))}
    </span>
  );
}
