import { classNames } from "./class-names.ts";

type Lane = "high" | "medium" | "low";

const LABELS: Record<Lane, string> = { high: "High", medium: "Medium", low: "Low" };
const FILLED_BARS: Record<Lane, number> = { high: 3, medium: 2, low: 1 };
const FILL: Record<Lane, string> = {
  high: "fill-lane-high-mark",
  medium: "fill-lane-medium-mark",
  low: "fill-lane-low-mark",
};
const BARS = [
  { x: 1, y: 9, height: 4 },
  { x: 5.5, y: 5.5, height: 7.5 },
  { x: 10, y: 1, height: 12 },
];

/** A lane as gate glyph and word; `isBare` leaves the word to the text beside it. */
export function LaneGlyph({ lane, isBare = false }: { lane: Lane; isBare?: boolean }) {
  const glyph = (
    <svg viewBox="0 0 14 14" className="size-3.5 flex-none" aria-hidden="true">
      {BARS.map((bar, index) => (
        <rect
          key={bar.x}
          x={bar.x}
          y={bar.y}
          width="3"
          height={bar.height}
          rx="0.7"
          className={classNames(index < FILLED_BARS[lane] ? FILL[lane] : "fill-border-strong")}
        />
      ))}
    </svg>
  );
  if (isBare) return glyph;
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap align-middle">
      {glyph}
      {LABELS[lane]}
    </span>
  );
}
