"use client";

import { Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { topOfScale } from "#components/charts/chart-scale.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { useZone } from "#components/ui/zone.tsx";
import type { LaneSlice } from "#lib/model/job.ts";
import { LANES } from "#lib/model/log-file.ts";
import type { SliceRange } from "../_components/queue-address.ts";
import { durationScale } from "./duration-scale.ts";
import { sliceClock } from "./slice-clock.ts";
import { SliceFacts } from "./slice-facts.tsx";
import { type SeriesPoint, type SliceValue, sliceSeries, sliceTotals } from "./slice-series.ts";
import { SliceTable } from "./slice-table.tsx";

export interface LaneChartProps {
  title: string;
  unit: string;
  /** `count`: stacked bars, empty is 0. `measure`: lines, empty is nothing. */
  kind: "count" | "measure";
  value: SliceValue;
  /** Drawn thinner, of the same lane. */
  thinValue?: SliceValue;
  slices: LaneSlice[];
  range: SliceRange;
  format: (value: number) => string;
}

const HEIGHT_PX = 148;
const TICK = { fontSize: 11, fill: "var(--text-3)" };
/** Low on the baseline: it is the largest, and the others stand on it. */
const BOTTOM_UP = LANES.toReversed();

type Point = SeriesPoint & { thinHigh?: number | null; thinMedium?: number | null; thinLow?: number | null };

/** One value of the three lanes over time, with the same numbers as a table for those who can't see it. */
export function LaneChart(props: LaneChartProps) {
  const { title, unit, kind, value, thinValue, slices, range, format } = props;
  const zone = useZone();
  const points = pointsOf(slices, value, thinValue);
  const { top, ticks } = scaleOf(points, kind);
  const clock = (atMs: number) => sliceClock(atMs, { zone, range });
  return (
    <section aria-label={title} className="min-w-0">
      <header className="mb-1.5 flex flex-wrap items-baseline gap-x-2">
        <h2 className="text-13">{title}</h2>
        <span className="text-text-3">{unit}</span>
        <Legend slices={slices} value={value} format={format} />
      </header>
      <ComposedChart
        responsive
        data={points}
        barCategoryGap={0.75}
        margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
        style={{ width: "100%", height: HEIGHT_PX }}
        className="[&_.recharts-surface:focus-visible]:outline-2 [&_.recharts-surface:focus-visible]:outline-focus"
        title={`${title} by lane`}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="atMs"
          interval="preserveStartEnd"
          minTickGap={48}
          tickFormatter={clock}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          height={22}
        />
        <YAxis
          domain={[0, top]}
          ticks={ticks}
          tickFormatter={format}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={52}
        />
        <Tooltip
          cursor={kind === "count" ? { fill: "var(--accent)", opacity: 0.09 } : { stroke: "var(--text-3)" }}
          isAnimationActive={false}
          content={({ payload }) => <SliceFacts point={pointOf(payload[0]?.payload)} clock={clock} format={format} />}
        />
        {kind === "count" ? lanesAsBars() : lanesAsLines(thinValue !== undefined)}
      </ComposedChart>
      <SliceTable title={title} unit={unit} points={points} clock={clock} format={format} />
    </section>
  );
}

function lanesAsBars() {
  return BOTTOM_UP.map((lane) => (
    <Bar key={lane} dataKey={lane} stackId="lanes" fill={`var(--lane-${lane}-mark)`} isAnimationActive={false} />
  ));
}

/** Dots, because a slice between two empty ones has no line. */
function lanesAsLines(hasThin: boolean) {
  return BOTTOM_UP.flatMap((lane) => {
    const stroke = `var(--lane-${lane}-mark)`;
    const thin = `thin${lane.charAt(0).toUpperCase()}${lane.slice(1)}`;
    return [
      hasThin ? (
        <Line
          key={thin}
          dataKey={thin}
          stroke={stroke}
          strokeWidth={1}
          strokeOpacity={0.7}
          strokeDasharray="2 2"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
      ) : null,
      <Line
        key={lane}
        dataKey={lane}
        stroke={stroke}
        strokeWidth={1.75}
        dot={{ r: 2.5, fill: stroke, strokeWidth: 0 }}
        isAnimationActive={false}
      />,
    ];
  });
}

function Legend({ slices, value, format }: Pick<LaneChartProps, "slices" | "value" | "format">) {
  const totals = value === "completed" || value === "failed" ? sliceTotals(slices, value) : null;
  return (
    <span className="ml-auto flex gap-3 text-12 text-text-2">
      {LANES.map((lane) => (
        <span key={lane} className="inline-flex items-center gap-1.5">
          <LaneGlyph lane={lane} />
          {totals ? format(totals[lane]) : null}
        </span>
      ))}
    </span>
  );
}

function pointsOf(slices: LaneSlice[], value: SliceValue, thinValue: SliceValue | undefined): Point[] {
  const main = sliceSeries(slices, value);
  if (thinValue === undefined) return main;
  const thin = sliceSeries(slices, thinValue);
  return main.map((point, index) => ({
    ...point,
    thinHigh: thin[index]?.high ?? null,
    thinMedium: thin[index]?.medium ?? null,
    thinLow: thin[index]?.low ?? null,
  }));
}

function scaleOf(points: Point[], kind: LaneChartProps["kind"]): { top: number; ticks: number[] } {
  const values = points.map(({ high, medium, low }) => [high ?? 0, medium ?? 0, low ?? 0]);
  if (kind === "measure") return durationScale(Math.max(0, ...values.flat()));
  const top = topOfScale(Math.max(0, ...values.map((lanes) => lanes.reduce((sum, one) => sum + one, 0))));
  return { top, ticks: [top / 2, top] };
}

/** The library hands a row back untyped. */
function pointOf(row: unknown): SeriesPoint | null {
  return typeof row === "object" && row !== null && "atMs" in row ? (row as SeriesPoint) : null;
}
