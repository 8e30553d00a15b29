"use client";

import type { ReactNode } from "react";
import { FieldError } from "#components/ui/field.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import { parseWait } from "#components/ui/parse-wait.ts";
import type { LaneChange } from "#lib/model/lane-settings.ts";
import type { LaneNow } from "#lib/queries/read-lanes.ts";
import { ArchiveField } from "./archive-field.tsx";
import { LaneValue } from "./lane-value.tsx";
import { LANE_WORDS } from "./test-verdict.ts";
import { type LaneControl, useLaneControl } from "./use-lane-control.ts";

const HEAD = "h-[30px] border-b border-border pr-2.5 text-left text-12 font-normal whitespace-nowrap text-text-3";
const CELL = "h-11 border-b border-border pr-2.5";

/** Slots and delays of the server's lanes, each changed where it stands and in force at once. */
export function SlotsTable({ initial, noRight }: { initial: LaneControl; noRight: string | null }) {
  const { lanes, canChange, change } = useLaneControl(initial);
  const slots = lanes.reduce((sum, lane) => sum + lane.slots, 0);
  const reason = canChange
    ? null
    : (noRight ?? "The lanes belong to the team that owns this server. Ask one of its admins.");
  return (
    <section aria-labelledby="slots-title" className="mt-5">
      <header className="flex flex-wrap items-baseline gap-x-2.5">
        <h2 id="slots-title" className="text-13">
          Slots and delays
        </h2>
        <p className="text-text-3">
          {formatPlural(slots, "slot")} on this server. Content may raise a file while it is read; it never lowers one.
        </p>
      </header>
      <table className="w-full border-collapse">
        <caption className="sr-only">Slots and delays of the lanes</caption>
        <thead className="max-desk:sr-only">
          <tr>
            <th scope="col" className={HEAD}>
              Lane
            </th>
            <th scope="col" className={HEAD}>
              Slots
            </th>
            <th scope="col" className={HEAD}>
              Reserved
            </th>
            <th scope="col" className={HEAD}>
              Starts
            </th>
            <th scope="col" className={HEAD}>
              Longest wait
            </th>
            <th scope="col" className={`${HEAD} pr-0 text-right`}>
              Now
            </th>
          </tr>
        </thead>
        <tbody>
          {lanes.map((lane) => (
            <LaneRow
              key={lane.lane}
              lane={lane}
              disabledReason={reason}
              onChange={(values) => change.mutate({ lane: lane.lane, values })}
            />
          ))}
        </tbody>
      </table>
      <ArchiveField
        afterMs={lanes.find(({ lane }) => lane === "low")?.archiveAfterMs ?? null}
        disabledReason={reason}
        onChange={(archiveAfterMs) => change.mutate({ lane: "low", values: { archiveAfterMs } })}
      />
      {change.error ? (
        <div role="alert" className="mt-2 text-12">
          <FieldError>{change.error.message}</FieldError>
        </div>
      ) : null}
      <p className="mt-3 text-text-3">
        {reason === null ? "" : `${reason} `}A file that has waited its longest wait starts next, whatever else runs.
        Pausing a lane is done on the Queue page and shows who and since when.
      </p>
    </section>
  );
}

function LaneRow({
  lane,
  disabledReason,
  onChange,
}: {
  lane: LaneNow;
  disabledReason: string | null;
  onChange: (values: LaneChange) => void;
}) {
  const name = LANE_WORDS[lane.lane];
  const shared = { disabledReason };
  return (
    <tr className="max-desk:flex max-desk:flex-wrap max-desk:items-center max-desk:gap-x-3 max-desk:border-b max-desk:border-border max-desk:py-2">
      <th scope="row" className={`${CELL} text-left font-medium max-desk:h-8 max-desk:w-full max-desk:border-0`}>
        <LaneGlyph lane={lane.lane} />
      </th>
      <Cell label="Slots">
        <LaneValue
          {...shared}
          label={`Slots of ${name}`}
          value={String(lane.slots)}
          parse={wholeNumber}
          onChange={(slots) => slots !== null && onChange({ slots })}
        />
      </Cell>
      <Cell label="Reserved">
        <LaneValue
          {...shared}
          label={`Reserved slots of ${name}`}
          value={String(lane.reservedSlots)}
          parse={wholeNumber}
          onChange={(reservedSlots) => reservedSlots !== null && onChange({ reservedSlots })}
        />
      </Cell>
      <Cell label={null}>
        <Start lane={lane} disabledReason={disabledReason} onChange={onChange} />
      </Cell>
      <Cell label="Longest wait">
        <LaneValue
          {...shared}
          isWide
          label={`Longest wait of ${name}`}
          value={lane.longestWaitMs === null ? "none" : formatDuration(lane.longestWaitMs)}
          parse={parseWait}
          onChange={(longestWaitMs) => onChange({ longestWaitMs })}
        />
      </Cell>
      <td className={`${CELL} pr-0 text-right whitespace-nowrap text-text-2 max-desk:h-8 max-desk:border-0`}>
        {nowSentence(lane)}
      </td>
    </tr>
  );
}

/** When a lane's files start, with the delay that can be changed. */
function Start({
  lane,
  disabledReason,
  onChange,
}: {
  lane: LaneNow;
  disabledReason: string | null;
  onChange: (values: LaneChange) => void;
}) {
  if (lane.lane === "high") return <span className="text-text-2">at once</span>;
  const isLow = lane.lane === "low";
  const valueMs = isLow ? lane.quietMs : lane.startDelayMs;
  return (
    <span className="flex items-center gap-2 whitespace-nowrap text-text-2">
      {isLow ? "when High and Medium are quiet for" : "in batches, after"}
      <LaneValue
        disabledReason={disabledReason}
        label={isLow ? "Quiet time before Low starts" : "Delay before Medium starts"}
        value={formatDuration(valueMs)}
        parse={(text) => parseWait(text) ?? undefined}
        onChange={(ms) => ms !== null && onChange(isLow ? { quietMs: ms } : { startDelayMs: ms })}
      />
    </span>
  );
}

function Cell({ label, children }: { label: string | null; children: ReactNode }) {
  return (
    <td className={`${CELL} max-desk:h-auto max-desk:border-0 max-desk:py-1 max-desk:pr-0`}>
      <span className="flex items-center gap-2">
        {label ? (
          <span aria-hidden="true" className="hidden text-12 text-text-3 max-desk:inline">
            {label}
          </span>
        ) : null}
        {children}
      </span>
    </td>
  );
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text) : undefined;
}

function nowSentence({ isPaused, running, slots, oldestWaitMs }: LaneNow): string {
  const busy = `${running} of ${slots}`;
  if (isPaused) return `paused, ${busy}`;
  return oldestWaitMs === null ? busy : `${busy}, oldest ${formatDuration(oldestWaitMs)}`;
}
