/**
 * The arithmetic of a list of millions of rows of unequal height. What is read stays put because the position is a row
 * and an offset within it, never a distance from the top; the scrollbar is an input device whose length is capped,
 * since browsers stop laying out at about 33 million pixels.
 */
export interface Anchor {
  /** The row at the upper edge, from 0. */
  index: number;
  /** How much of that row lies above the edge. */
  offsetPx: number;
}

export interface ListMetrics {
  count: number;
  /** Height of a row that was never seen. */
  rowHeightPx: number;
  viewportPx: number;
  /** Measured height of a row, or undefined. */
  heightOf: (index: number) => number | undefined;
}

/** Far below any browser's limit, and still 10 px of thumb travel per screen for a million rows. */
export const MAX_SCROLL_PX = 8_000_000;

/** Length of the scrolled content. */
export function scrollLengthPx({ count, rowHeightPx, viewportPx }: ListMetrics): number {
  return Math.max(viewportPx, Math.min(count * rowHeightPx, MAX_SCROLL_PX));
}

/** The anchor after moving by so many pixels (down is positive); stops at the first and the last row. */
export function moveAnchor(anchor: Anchor, deltaPx: number, metrics: ListMetrics): Anchor {
  const height = (index: number) => metrics.heightOf(index) ?? metrics.rowHeightPx;
  let { index } = anchor;
  let offsetPx = anchor.offsetPx + deltaPx;
  while (offsetPx < 0 && index > 0) {
    index--;
    offsetPx += height(index);
  }
  while (index < metrics.count - 1 && offsetPx >= height(index)) {
    offsetPx -= height(index);
    index++;
  }
  return { index: Math.max(0, index), offsetPx: Math.max(0, offsetPx) };
}

/** The anchor for a place of the scrollbar, 0 to 1. */
export function anchorAt(ratio: number, { count, rowHeightPx, viewportPx }: ListMetrics): Anchor {
  if (ratio >= 1) return { index: Math.max(0, count - 1), offsetPx: 0 };
  const position = Math.max(0, ratio) * Math.max(0, count - viewportPx / rowHeightPx);
  const index = Math.min(Math.floor(position), Math.max(0, count - 1));
  return { index, offsetPx: (position - index) * rowHeightPx };
}

/** Where the scrollbar belongs for an anchor; leaves room to go on scrolling as long as there is something left. */
export function scrollTopFor(anchor: Anchor, metrics: ListMetrics, { isAtEnd }: { isAtEnd: boolean }): number {
  const { count, rowHeightPx, viewportPx } = metrics;
  const maximum = scrollLengthPx(metrics) - viewportPx;
  if (maximum <= 0 || (anchor.index === 0 && anchor.offsetPx <= 0)) return 0;
  if (isAtEnd) return maximum;
  const abovePx = anchor.index * rowHeightPx + anchor.offsetPx;
  const belowPx = Math.max(rowHeightPx * 4, (count - anchor.index) * rowHeightPx - anchor.offsetPx - viewportPx);
  const position = anchor.index + anchor.offsetPx / (metrics.heightOf(anchor.index) ?? rowHeightPx);
  const top = (position / Math.max(1, count - viewportPx / rowHeightPx)) * maximum;
  const room = Math.min(viewportPx / 2, maximum / 2);
  return Math.min(Math.max(top, Math.min(room, abovePx)), maximum - Math.min(room, belowPx));
}

/**
 * The anchor after the scrollbar moved. A step (wheel, touch, arrow) moves by exactly its pixels; a leap (dragging the
 * thumb, End) goes to the same share of the list.
 */
export function anchorAfterScroll(
  anchor: Anchor,
  { fromPx, toPx }: { fromPx: number; toPx: number },
  metrics: ListMetrics,
): Anchor {
  const deltaPx = toPx - fromPx;
  if (Math.abs(deltaPx) <= metrics.viewportPx * 1.5) return moveAnchor(anchor, deltaPx, metrics);
  // Browsers round scrollTop, so the end is a pixel or two away from the maximum.
  const maximum = scrollLengthPx(metrics) - metrics.viewportPx;
  return anchorAt(toPx >= maximum - 2 ? 1 : toPx / maximum, metrics);
}
