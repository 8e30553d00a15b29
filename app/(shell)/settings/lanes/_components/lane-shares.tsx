import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { LaneRuleTest } from "#lib/model/lane-rule-test.ts";
import { LANES, type Lane } from "#lib/model/log-file.ts";

const FILL: Record<Lane, string> = {
  high: "bg-lane-high-mark",
  medium: "bg-lane-medium-mark",
  low: "bg-lane-low-mark",
};

/** How many of the files each lane would hold, before and after. */
export function LaneShares({ test }: { test: LaneRuleTest }) {
  const width = (files: number) => ({ width: `${(files / test.files) * 100}%` });
  return (
    <>
      <dl className="mt-3 grid gap-1.5">
        {LANES.map((lane) => {
          const before = test.before[lane];
          const after = test.after[lane];
          return (
            <div key={lane} className="grid grid-cols-[76px_minmax(0,1fr)_104px] items-center gap-2">
              <dt>
                <LaneGlyph lane={lane} />
              </dt>
              <dd aria-hidden="true" className="flex h-[7px] gap-px">
                <span className={`rounded-[2px] ${FILL[lane]}`} style={width(Math.min(before, after))} />
                {after > before ? <span className="rounded-[2px] bg-accent" style={width(after - before)} /> : null}
                {after < before ? (
                  <span className="rounded-[2px] inset-ring-[1.5px] inset-ring-text-3" style={width(before - after)} />
                ) : null}
              </dd>
              <dd className="text-right text-text-2">
                {before === after ? `${after}, no change` : `${before} to ${after}`}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="mt-2 text-12 text-text-3">Counted in files. Outline leaves, blue arrives.</p>
    </>
  );
}
