import type { InstallationOutcome } from "#lib/model/log-file.ts";

/** How a grid of so many devices is laid out, in units of its drawing. */
export interface GridLayout {
  /** Side of a cell. */
  cell: number;
  /** From one cell to the next. */
  pitch: number;
  columns: number;
  rows: number;
}

/** More devices than this are a bar for each outcome. */
export const MAX_GRID_DEVICES = 3000;

/** Cells get smaller as devices get more; `width` is the room in px. */
export function gridLayout(deviceCount: number, width: number): GridLayout {
  const { cell, gap } =
    deviceCount <= 400 ? { cell: 13, gap: 4 } : deviceCount <= 1000 ? { cell: 11, gap: 3 } : { cell: 5, gap: 2 };
  const pitch = cell + gap;
  const columns = Math.max(1, Math.floor((width + gap) / pitch));
  return { cell, pitch, columns, rows: Math.max(1, Math.ceil(deviceCount / columns)) };
}

/** One path that draws all cells of an outcome: a shape for each, so that colour is never alone. */
export function outcomePath(
  outcome: InstallationOutcome,
  indexes: readonly number[],
  { cell, pitch, columns }: GridLayout,
): string {
  let path = "";
  for (const index of indexes) {
    path += SHAPES[outcome]((index % columns) * pitch, Math.floor(index / columns) * pitch, cell);
  }
  return path;
}

type Shape = (x: number, y: number, size: number) => string;

const SHAPES: Record<InstallationOutcome, Shape> = {
  failed: (x, y, size) => box(x, y, size),
  cancelled: (x, y, size) =>
    `${box(x + 0.75, y + 0.75, size - 1.5)}M${x + size * 0.28} ${y + size * 0.72}L${x + size * 0.72} ${y + size * 0.28}`,
  // Two hands of a clock in the frame.
  deferred: (x, y, size) =>
    `${box(x + 0.75, y + 0.75, size - 1.5)}M${x + size / 2} ${y + size * 0.28}V${y + size / 2}H${x + size * 0.72}`,
  unknown: (x, y, size) => box(x + 0.5, y + 0.5, size - 1),
  // Open to the right, as the ring of something that goes on; a stroke alone where there is no room.
  in_progress: (x, y, size) => {
    if (size < 8) return `M${x + 0.5} ${y + size - 0.5}L${x + size - 0.5} ${y + 0.5}`;
    const radius = size / 2 - 1;
    const edge = radius * Math.SQRT1_2;
    const [middleX, middleY] = [x + size / 2, y + size / 2];
    return `M${middleX + edge} ${middleY - edge}A${radius} ${radius} 0 1 0 ${middleX + edge} ${middleY + edge}`;
  },
  // A frame with its upper left half filled: drawn by the even-odd rule.
  reboot: (x, y, size) =>
    size < 8
      ? `M${x} ${y}h${size}l${-size} ${size}z`
      : `${box(x, y, size)}${box(x + 1, y + 1, size - 2)}M${x + 1} ${y + 1}h${size - 2}l${2 - size} ${size - 2}z`,
  succeeded: (x, y, size) => {
    const radius = Math.min(2.5, size / 4);
    return `M${x + size / 2 - radius} ${y + size / 2}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  },
};

function box(x: number, y: number, size: number): string {
  return `M${x} ${y}h${size}v${size}h${-size}z`;
}
