"use client";

import { type KeyboardEvent, type PointerEvent, useId, useState } from "react";
import { formatPlural } from "#components/ui/format-count.ts";
import { OUTCOME_LABELS } from "#components/ui/outcome-glyph.tsx";
import { type InstallationOutcome, OUTCOMES_WORST_FIRST, type OutcomeCounts } from "#lib/model/log-file.ts";
import { OutcomeBars } from "./outcome-bars.tsx";
import { type GridLayout, gridLayout, MAX_GRID_DEVICES, outcomePath } from "./outcome-shapes.ts";
import { outcomesText } from "./outcome-words.ts";

export interface GridDevice {
  id: string;
  name: string;
  outcome: InstallationOutcome;
}

interface OutcomeGridProps {
  /** In the order in which they are drawn, row by row. */
  devices: readonly GridDevice[];
  onOpen: (id: string) => void;
  selectedId?: string | null;
  /** The room it is made for, in px; a narrower or wider one scales it. */
  width?: number;
}

/** Every device as one cell, one path for each outcome; pointer, arrows and Enter open a device. */
export function OutcomeGrid({ devices, onOpen, selectedId = null, width = 304 }: OutcomeGridProps) {
  const id = useId();
  const [hovered, setHovered] = useState<number | null>(null);
  const [active, setActive] = useState<number | null>(null);
  const counts = countsOf(devices);
  if (devices.length > MAX_GRID_DEVICES) return <OutcomeBars counts={counts} />;
  const layout = gridLayout(devices.length, width);
  const selected = selectedId === null ? -1 : devices.findIndex((device) => device.id === selectedId);
  const at = Math.min(active ?? Math.max(0, selected), devices.length - 1);
  const named = hovered ?? active;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      const device = devices[at];
      if (device) onOpen(device.id);
      return;
    }
    const next = stepFrom(at, event.key, layout, devices.length);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
  };
  return (
    <div className="relative">
      {/* biome-ignore lint/a11y/useSemanticElements: 3,000 table cells are what this drawing avoids; the list is the table. */}
      <div
        role="grid"
        aria-label={`${formatPlural(devices.length, "device")}: ${outcomesText(counts)}`}
        aria-activedescendant={devices.length > 0 ? `${id}cell` : undefined}
        aria-rowcount={layout.rows}
        aria-colcount={layout.columns}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setActive(at)}
        onBlur={() => setActive(null)}
        className="rounded-chip focus-visible:outline-offset-4"
      >
        <Cell id={`${id}cell`} device={devices[at]} index={at} layout={layout} isSelected={at === selected} />
        <Drawing
          devices={devices}
          layout={layout}
          marked={active}
          selected={selected}
          onHover={setHovered}
          onPick={(index) => {
            const device = devices[index];
            if (device) onOpen(device.id);
          }}
        />
      </div>
      <Name device={named === null ? undefined : devices[named]} index={named ?? 0} layout={layout} />
    </div>
  );
}

/** What a screen reader says for the cell that the arrows are at. */
function Cell(props: {
  id: string;
  device: GridDevice | undefined;
  index: number;
  layout: GridLayout;
  isSelected: boolean;
}) {
  const { id, device, index, layout, isSelected } = props;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, by aria-activedescendant.
    <div role="row" aria-rowindex={Math.floor(index / layout.columns) + 1} className="sr-only">
      {/* biome-ignore lint/a11y/useSemanticElements: see above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above. */}
      <div role="gridcell" id={id} aria-colindex={(index % layout.columns) + 1} aria-selected={isSelected}>
        {device ? `${device.name}, ${OUTCOME_LABELS[device.outcome]}` : "No devices"}
      </div>
    </div>
  );
}

interface DrawingProps {
  devices: readonly GridDevice[];
  layout: GridLayout;
  marked: number | null;
  selected: number;
  onHover: (index: number | null) => void;
  onPick: (index: number) => void;
}

const MARGIN = 3;

function Drawing({ devices, layout, marked, selected, onHover, onPick }: DrawingProps) {
  const { cell, pitch, columns, rows } = layout;
  const width = columns * pitch - (pitch - cell);
  const height = rows * pitch - (pitch - cell);
  const indexAt = (event: PointerEvent<SVGSVGElement> | React.MouseEvent<SVGSVGElement>): number | null => {
    const frame = event.currentTarget.getBoundingClientRect();
    const scale = (width + 2 * MARGIN) / frame.width;
    const column = Math.floor(((event.clientX - frame.left) * scale - MARGIN + (pitch - cell) / 2) / pitch);
    const row = Math.floor(((event.clientY - frame.top) * scale - MARGIN + (pitch - cell) / 2) / pitch);
    const index = row * columns + column;
    return column >= 0 && column < columns && row >= 0 && index < devices.length ? index : null;
  };
  return (
    <svg
      viewBox={`${-MARGIN} ${-MARGIN} ${width + 2 * MARGIN} ${height + 2 * MARGIN}`}
      className="-m-[3px] block h-auto w-[calc(100%+6px)] max-w-[420px] cursor-pointer touch-manipulation"
      aria-hidden="true"
      onPointerMove={(event) => event.pointerType === "mouse" && onHover(indexAt(event))}
      onPointerLeave={() => onHover(null)}
      onClick={(event) => {
        const index = indexAt(event);
        if (index !== null) onPick(index);
      }}
    >
      {OUTCOMES_WORST_FIRST.map((outcome) => {
        const indexes = devices.flatMap((device, index) => (device.outcome === outcome ? [index] : []));
        if (indexes.length === 0) return null;
        return <path key={outcome} d={outcomePath(outcome, indexes, layout)} {...LOOKS[outcome]} />;
      })}
      {marked !== null && marked !== selected ? <Frame index={marked} layout={layout} isActive /> : null}
      {selected >= 0 ? <Frame index={selected} layout={layout} /> : null}
    </svg>
  );
}

/** Around the selected cell, thinner around the one the arrows are at. */
function Frame({ index, layout, isActive = false }: { index: number; layout: GridLayout; isActive?: boolean }) {
  const { cell, pitch, columns } = layout;
  const out = cell < 8 ? 1.5 : 2.5;
  return (
    <rect
      x={(index % columns) * pitch - out}
      y={Math.floor(index / columns) * pitch - out}
      width={cell + 2 * out}
      height={cell + 2 * out}
      rx={cell < 8 ? 1 : 3.5}
      fill="none"
      strokeWidth={cell < 8 ? 1.5 : 2}
      className={isActive ? "stroke-focus" : "stroke-text-1"}
    />
  );
}

/** The device's name over its cell; it covers nothing that is read and takes no room. */
function Name({ device, index, layout }: { device: GridDevice | undefined; index: number; layout: GridLayout }) {
  if (!device) return null;
  const column = index % layout.columns;
  const row = Math.floor(index / layout.columns);
  const isRight = column > layout.columns / 2;
  const left = `${(column / layout.columns) * 100}%`;
  const right = `${((layout.columns - column - 1) / layout.columns) * 100}%`;
  return (
    <span
      aria-hidden="true"
      style={{ top: `${(row / layout.rows) * 100}%`, ...(isRight ? { right } : { left }) }}
      className="pointer-events-none absolute z-10 max-w-64 -translate-y-[calc(100%+6px)] truncate rounded-control border border-border-strong bg-overlay px-2 py-1 text-12 text-text-1 shadow-2"
    >
      {device.name} <span className="text-text-3">{OUTCOME_LABELS[device.outcome]}</span>
    </span>
  );
}

const LOOKS: Record<InstallationOutcome, React.SVGProps<SVGPathElement>> = {
  failed: { className: "fill-out-failed-mark" },
  cancelled: { className: "fill-none stroke-out-cancelled-mark", strokeWidth: 1.5 },
  deferred: { className: "fill-none stroke-out-deferred-mark", strokeWidth: 1.5 },
  unknown: { className: "fill-none stroke-out-unknown-mark", strokeWidth: 1, strokeDasharray: "2 1.5" },
  in_progress: { className: "fill-none stroke-out-progress-mark", strokeWidth: 2 },
  reboot: { className: "fill-out-reboot-mark", fillRule: "evenodd" },
  succeeded: { className: "fill-out-succeeded-mark" },
};

function stepFrom(at: number, key: string, { columns }: GridLayout, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: at - 1,
    ArrowRight: at + 1,
    ArrowUp: at - columns,
    ArrowDown: at + columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  if (next === undefined) return null;
  return next >= 0 && next < count ? next : at;
}

function countsOf(devices: readonly GridDevice[]): OutcomeCounts {
  const counts: OutcomeCounts = {
    failed: 0,
    cancelled: 0,
    deferred: 0,
    unknown: 0,
    in_progress: 0,
    reboot: 0,
    succeeded: 0,
  };
  for (const { outcome } of devices) counts[outcome] += 1;
  return counts;
}
