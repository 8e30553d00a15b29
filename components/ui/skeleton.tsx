import { classNames } from "./class-names.ts";

const WIDTHS = ["w-3/5", "w-4/5", "w-2/3", "w-3/4"];

/** Grey lines in the shape of what is coming; invisible for the first 150 ms, so that fast answers don't flash. */
export function Skeleton({
  lines = 4,
  label = "Loading",
  className,
}: {
  lines?: number;
  label?: string;
  className?: string;
}) {
  return (
    <div role="status" aria-label={label} className={classNames("skeleton grid gap-2.5 p-3.5", className)}>
      {Array.from({ length: lines }, (_, line) => line).map((line) => (
        <span
          key={line}
          className={classNames("block h-2.5 rounded-chip bg-surface-3", WIDTHS[line % WIDTHS.length])}
        />
      ))}
    </div>
  );
}
