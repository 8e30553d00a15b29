import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { LANES } from "#lib/model/log-file.ts";
import type { SeriesPoint } from "./slice-series.ts";

interface SliceFactsProps {
  point: SeriesPoint | null;
  clock: (atMs: number) => string;
  format: (value: number) => string;
}

/** The numbers of one slice, beside the pointer. */
export function SliceFacts({ point, clock, format }: SliceFactsProps) {
  if (!point) return null;
  return (
    <div className="rounded-control border border-border-strong bg-overlay px-2.5 py-1.5 text-12 text-text-1 shadow-2">
      <b className="font-medium">{clock(point.atMs)}</b>
      {LANES.map((lane) => (
        <p key={lane} className="flex items-center justify-between gap-4">
          <LaneGlyph lane={lane} />
          {valueText(point[lane], format)}
        </p>
      ))}
    </div>
  );
}

/** A measure that there is none of is said to be none. */
export function valueText(value: number | null, format: (value: number) => string): string {
  return value === null ? "none" : format(value);
}
