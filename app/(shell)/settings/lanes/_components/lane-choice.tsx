"use client";

import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { LANES, type Lane } from "#lib/model/log-file.ts";

/** The three lanes to choose one of. */
export function LaneChoice({ lane, onChange }: { lane: Lane; onChange: (lane: Lane) => void }) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">Lane</legend>
      <div className="flex flex-wrap gap-2">
        {LANES.map((value) => (
          <label
            key={value}
            className="flex h-control items-center gap-2 rounded-control border border-border-control px-2.5 has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input type="radio" name="lane" value={value} checked={lane === value} onChange={() => onChange(value)} />
            <LaneGlyph lane={value} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
