"use client";

import dynamic from "next/dynamic";
import { formatCount } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { MinuteBucket, MinuteWindow } from "#lib/queries/read-minutes.ts";
import { clockOf, dayOf } from "./minute-clock.ts";

/** The room of the drawing, kept while it is fetched. */
const CHART_HEIGHT_PX = 132;

const MinuteChart = dynamic(() => import("./minute-chart.tsx").then(({ MinuteChart }) => MinuteChart), {
  ssr: false,
  loading: () => <div style={{ height: CHART_HEIGHT_PX }} />,
});

/** Lines per minute by severity, with the first failure marked; the same numbers as a table for those who can't see it. */
export function MinutesSection({ window }: { window: MinuteWindow }) {
  const zone = useZone();
  const { kind, minutes, firstFailureMs } = window;
  return (
    <section aria-labelledby="lines-per-minute">
      <div className="mb-2.5 flex flex-wrap items-baseline gap-x-2 gap-y-1">
        <h2 id="lines-per-minute" className="text-13">
          Lines per minute
        </h2>
        <span className="text-text-3" suppressHydrationWarning>
          {rangeText(window, zone)}
        </span>
        <Totals minutes={minutes} />
      </div>
      {kind === "none" ? (
        <div
          style={{ height: CHART_HEIGHT_PX }}
          className="grid place-items-center rounded-panel border border-dashed border-border text-text-3"
        >
          No line with a time has been read yet.
        </div>
      ) : (
        <MinuteChart minutes={minutes} firstFailureMs={firstFailureMs} zone={zone} height={CHART_HEIGHT_PX} />
      )}
      <MinuteTable minutes={minutes} firstFailureMs={firstFailureMs} zone={zone} />
    </section>
  );
}

function Totals({ minutes }: { minutes: MinuteBucket[] }) {
  const sum = (key: "errors" | "warnings" | "others") => minutes.reduce((total, minute) => total + minute[key], 0);
  return (
    <span className="ml-auto flex gap-3.5 text-12 text-text-2">
      {(["error", "warn", "info"] as const).map((level) => (
        <span key={level} className="inline-flex items-center gap-1">
          <SeverityGlyph level={level} />
          {formatCount(sum(level === "error" ? "errors" : level === "warn" ? "warnings" : "others"))}
        </span>
      ))}
    </span>
  );
}

/** What the chart shows and, when it is not the last hour, why. */
function rangeText({ kind, minutes, fromMs }: MinuteWindow, zone: string): string {
  const toMs = minutes.at(-1)?.atMs ?? fromMs;
  const range = `${dayOf(fromMs, zone)}, ${clockOf(fromMs, zone)} to ${clockOf(toMs, zone)}`;
  switch (kind) {
    case "last":
    case "none":
      return "last 60 min, all sources";
    case "failure":
      return `${range}, the hour of the newest failure; no line in the last 60 min`;
    case "lines":
      return `${range}, the hour of the newest lines; none in the last 60 min`;
  }
}

function MinuteTable({
  minutes,
  firstFailureMs,
  zone,
}: Pick<MinuteWindow, "minutes" | "firstFailureMs"> & { zone: string }) {
  const filled = minutes.filter(({ errors, warnings, others }) => errors + warnings + others > 0);
  return (
    <div className="sr-only">
      {firstFailureMs === null ? null : (
        <p>
          First failure at <Time at={firstFailureMs} />
        </p>
      )}
      <table>
        <caption>Lines per minute by severity; minutes without a line are left out</caption>
        <thead>
          <tr>
            <th scope="col">Minute</th>
            <th scope="col">Errors</th>
            <th scope="col">Warnings</th>
            <th scope="col">Other lines</th>
          </tr>
        </thead>
        <tbody>
          {filled.map(({ atMs, errors, warnings, others }) => (
            <tr key={atMs}>
              <th scope="row" suppressHydrationWarning>
                {clockOf(atMs, zone)}
              </th>
              <td>{formatCount(errors)}</td>
              <td>{formatCount(warnings)}</td>
              <td>{formatCount(others)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
