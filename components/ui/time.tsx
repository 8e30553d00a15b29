"use client";

import { useZone } from "./zone.tsx";

/**
 * A point in time in the zone of the page: `14:03:41`, with the date when it is not today; full ISO on hover.
 * `at` is an ISO text or milliseconds since 1970.
 */
export function Time({ at, precision = "s" }: { at: string | number; precision?: "s" | "ms" }) {
  const zone = useZone();
  const date = new Date(at);
  if (Number.isNaN(date.getTime())) return <span>{String(at)}</span>;
  const iso = date.toISOString();
  return (
    <time dateTime={iso} title={iso} suppressHydrationWarning className="whitespace-nowrap">
      {timeText(date, { zone, nowMs: Date.now(), precision })}
    </time>
  );
}

/** The text of {@link Time}. */
export function timeText(
  date: Date,
  { zone, nowMs, precision = "s" }: { zone: string; nowMs: number; precision?: "s" | "ms" },
): string {
  const clock = format(zone, {
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    ...(precision === "ms" ? { fractionalSecondDigits: 3 } : {}),
  }).format(date);
  const day = format(zone, { year: "numeric", month: "short", day: "numeric" });
  const today = day.formatToParts(nowMs);
  const parts = day.formatToParts(date);
  const part = (list: Intl.DateTimeFormatPart[], type: string) => list.find((item) => item.type === type)?.value ?? "";
  const isSameYear = part(parts, "year") === part(today, "year");
  if (isSameYear && part(parts, "month") === part(today, "month") && part(parts, "day") === part(today, "day"))
    return clock;
  return `${part(parts, "day")} ${part(parts, "month")}${isSameYear ? "" : ` ${part(parts, "year")}`}, ${clock}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs 50 times as much as using it, and a table shows hundreds of times. */
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key) ?? new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone });
  formats.set(key, known);
  return known;
}
