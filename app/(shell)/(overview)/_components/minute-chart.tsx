"use client";

import { Bar, BarChart, CartesianGrid, ReferenceLine, Tooltip, XAxis, YAxis } from "recharts";
import { topOfScale } from "#components/charts/chart-scale.ts";
import { logClock } from "#components/log-time.ts";
import { formatCount } from "#components/ui/format-count.ts";
import type { MinuteBucket } from "#lib/queries/read-minutes.ts";
import { clockOf } from "./minute-clock.ts";

interface MinuteChartProps {
  minutes: MinuteBucket[];
  firstFailureMs: number | null;
  zone: string;
  height: number;
}

const MINUTE_MS = 60_000;
const TICK = { fontSize: 11, fill: "var(--text-3)" };

/** Errors on the baseline, then warnings, then the rest; two grid lines. Arrow keys move from minute to minute. */
export function MinuteChart({ minutes, firstFailureMs, zone, height }: MinuteChartProps) {
  const top = topOfScale(Math.max(0, ...minutes.map(({ errors, warnings, others }) => errors + warnings + others)));
  const labelled = [0, 15, 30, 45, 59].flatMap((index) => minutes[index]?.atMs ?? []);
  return (
    <BarChart
      responsive
      data={minutes}
      barCategoryGap={0.75}
      margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
      style={{ width: "100%", height }}
      className="[&_.recharts-surface:focus-visible]:outline-2 [&_.recharts-surface:focus-visible]:outline-focus"
      title="Lines per minute by severity"
    >
      <CartesianGrid vertical={false} stroke="var(--border)" />
      <XAxis
        dataKey="atMs"
        ticks={labelled}
        interval="preserveStartEnd"
        tickFormatter={(atMs: number) => clockOf(atMs, zone)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        height={22}
      />
      <YAxis
        domain={[0, top]}
        ticks={[top / 2, top]}
        tickFormatter={shortCount}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        width={34}
      />
      <Tooltip
        cursor={{ fill: "var(--accent)", opacity: 0.09 }}
        isAnimationActive={false}
        content={({ payload }) => <MinuteFacts minute={minuteOf(payload[0]?.payload)} zone={zone} />}
      />
      <Bar dataKey="errors" stackId="lines" fill="var(--sev-error-mark)" isAnimationActive={false} />
      <Bar dataKey="warnings" stackId="lines" fill="var(--sev-warn-mark)" isAnimationActive={false} />
      <Bar dataKey="others" stackId="lines" fill="var(--sev-info-mark)" fillOpacity={0.42} isAnimationActive={false} />
      {firstFailureMs === null ? null : (
        <ReferenceLine
          x={Math.floor(firstFailureMs / MINUTE_MS) * MINUTE_MS}
          stroke="var(--text-2)"
          strokeDasharray="2 3"
          label={({ viewBox }) => (
            <FailureLabel
              viewBox={viewBox}
              text={`first failure ${logClock(firstFailureMs * 1000, zone).slice(0, 8)}`}
            />
          )}
        />
      )}
    </BarChart>
  );
}

/** Left of its line, or right of it where the chart begins. */
function FailureLabel({ viewBox, text }: { viewBox: { x?: number; y?: number }; text: string }) {
  const x = viewBox.x ?? 0;
  const isAtStart = x < 170;
  return (
    <text x={isAtStart ? x + 6 : x - 6} y={(viewBox.y ?? 0) + 5} textAnchor={isAtStart ? "start" : "end"} {...TICK}>
      {text}
    </text>
  );
}

function MinuteFacts({ minute, zone }: { minute: MinuteBucket | null; zone: string }) {
  if (!minute) return null;
  return (
    <div className="rounded-control border border-border-strong bg-overlay px-2.5 py-1.5 text-12 text-text-1 shadow-2">
      <b className="font-medium">{clockOf(minute.atMs, zone)}</b>
      <p>{formatCount(minute.errors)} errors</p>
      <p>{formatCount(minute.warnings)} warnings</p>
      <p>{formatCount(minute.others)} other lines</p>
    </div>
  );
}

/** The library hands a row back untyped. */
function minuteOf(row: unknown): MinuteBucket | null {
  return typeof row === "object" && row !== null && "atMs" in row ? (row as MinuteBucket) : null;
}

/** "700", "1.4k" */
function shortCount(count: number): string {
  return count < 1000 ? formatCount(count) : `${(count / 1000).toLocaleString("en-GB", { maximumFractionDigits: 1 })}k`;
}
