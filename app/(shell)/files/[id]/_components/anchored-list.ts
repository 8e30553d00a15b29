import {
  type Anchor,
  anchorAfterScroll,
  type ListMetrics,
  moveAnchor,
  scrollLengthPx,
  scrollTopFor,
} from "./anchored-scroll.ts";

/** Rows that are in the document; `last` is below `first` when there are none. */
export interface RowRange {
  first: number;
  last: number;
}

const OVERSCAN_ROWS = 20;
const IDLE_MS = 140;
const NO_ROWS: RowRange = { first: 0, last: -1 };

/**
 * A list of any length and of rows of any height, of which only those in view are in the document (see docs/adr).
 * React renders the rows of `getRange()` as children of `block` in their order, each with `data-index`; the list
 * measures them, moves the block, and keeps the scrollbar of `scroller` where it belongs.
 */
export class AnchoredList {
  #anchor: Anchor = { index: 0, offsetPx: 0 };
  #heights = new Map<number, number>();
  #count = 0;
  #rowHeightPx = 24;
  #viewportPx = 0;
  #range = NO_ROWS;
  /** Where to open, until there were rows to open at. */
  #pendingIndex: number | null = 0;
  /** True once somebody asked for a row while the list could not be seen. */
  #isPendingAsked = false;
  /** The row that was asked for: stays where it was put while rows around it get their real heights. */
  #pinnedIndex: number | null = null;
  #elements: { scroller: HTMLElement; block: HTMLElement } | null = null;
  #lastTopPx = 0;
  #idleTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
  readonly getRange = (): RowRange => this.#range;
  readonly getFirstVisible = (): number => this.#anchor.index;
  readonly getViewportPx = (): number => this.#viewportPx;
  readonly getRowHeightPx = (): number => this.#rowHeightPx;

  /** Height that the scrolled content must have for `count` rows. */
  getScrollLengthPx(count: number): number {
    return scrollLengthPx({ ...this.#metrics(), count });
  }

  attach(scroller: HTMLElement, block: HTMLElement): () => void {
    this.#elements = { scroller, block };
    const resized = new ResizeObserver(() => this.#resize());
    resized.observe(scroller);
    const grown = new ResizeObserver(() => this.#settle());
    grown.observe(block);
    const onScroll = () => this.#scrolled();
    scroller.addEventListener("scroll", onScroll, { passive: true });
    this.#resize();
    // A list that comes back (another tab was open) stands where it was left.
    this.#place();
    this.#syncScrollbar();
    return () => {
      resized.disconnect();
      grown.disconnect();
      scroller.removeEventListener("scroll", onScroll);
      clearTimeout(this.#idleTimer);
      this.#elements = null;
    };
  }

  /**
   * After React has put the rows of the range into the document.
   * `initialIndex` is the row to open at; once there were rows it means nothing.
   */
  afterRender({ count, initialIndex }: { count: number; initialIndex: number }): void {
    const hasGrown = count !== this.#count;
    this.#count = count;
    if (this.#pendingIndex !== null && !this.#isPendingAsked) this.#pendingIndex = initialIndex;
    if (this.#openAtPending()) return;
    if (hasGrown) this.#ensureRange();
    this.#settle();
    if (hasGrown) this.#syncScrollbar();
  }

  /** Shows a row a third below the upper edge. */
  scrollToIndex(index: number): void {
    if (this.#viewportPx === 0) {
      this.#pendingIndex = index;
      this.#isPendingAsked = true;
      return;
    }
    this.#pinnedIndex = Math.max(0, Math.min(index, this.#count - 1));
    this.#moveTo(this.#anchorOfPinned(this.#pinnedIndex));
    this.#syncScrollbar();
  }

  #anchorOfPinned(index: number): Anchor {
    return moveAnchor({ index, offsetPx: 0 }, -this.#viewportPx / 3, this.#metrics());
  }

  /** Moves by as little as possible until the row is in view; a far one comes a third below the upper edge. */
  ensureVisible(index: number): void {
    if (index < this.#range.first || index > this.#range.last) {
      this.scrollToIndex(index);
      return;
    }
    const topPx = this.#topOf(index) - this.#shiftPx();
    const heightPx = Math.min(this.#heightOf(index), this.#viewportPx);
    const deltaPx = topPx < 0 ? topPx : Math.max(0, topPx + heightPx - this.#viewportPx);
    if (deltaPx !== 0) this.moveBy(deltaPx);
  }

  /** Moves a row of the lower half up to a third below the upper edge: what opens under it needs room. */
  makeRoomBelow(index: number): void {
    if (this.#topOf(index) - this.#shiftPx() > this.#viewportPx * 0.45) this.scrollToIndex(index);
  }

  moveBy(deltaPx: number): void {
    this.#pinnedIndex = null;
    this.#moveTo(moveAnchor(this.#anchor, deltaPx, this.#metrics()));
    this.#syncScrollbar();
  }

  #metrics(): ListMetrics {
    return {
      count: this.#count,
      rowHeightPx: this.#rowHeightPx,
      viewportPx: this.#viewportPx,
      heightOf: (index) => this.#heights.get(index),
    };
  }

  /** A panel that is about to go away is not laid out any more: nothing that is measured in it counts. */
  #isHidden(): boolean {
    return this.#elements?.scroller.clientHeight === 0;
  }

  #resize(): void {
    if (!this.#elements || this.#isHidden()) return;
    const { scroller } = this.#elements;
    this.#rowHeightPx = Number.parseFloat(getComputedStyle(scroller).getPropertyValue("--row-log")) || 24;
    if (scroller.clientHeight === this.#viewportPx) return;
    this.#viewportPx = scroller.clientHeight;
    if (this.#openAtPending()) return;
    this.#ensureRange();
    this.#emit();
    this.#syncScrollbar();
  }

  /** The first position can be taken once there are rows and a height to show them in. */
  #openAtPending(): boolean {
    if (this.#pendingIndex === null || this.#count === 0 || this.#viewportPx === 0) return false;
    const index = this.#pendingIndex;
    this.#pendingIndex = null;
    this.scrollToIndex(index);
    return true;
  }

  #scrolled(): void {
    if (!this.#elements || this.#isHidden()) return;
    const toPx = this.#elements.scroller.scrollTop;
    const fromPx = this.#lastTopPx;
    if (Math.abs(toPx - fromPx) < 1) return;
    this.#lastTopPx = toPx;
    this.#pinnedIndex = null;
    this.#moveTo(anchorAfterScroll(this.#anchor, { fromPx, toPx }, this.#metrics()));
    clearTimeout(this.#idleTimer);
    const { scrollHeight, clientHeight } = this.#elements.scroller;
    // At an end of the scrollbar that is not an end of the list nothing could scroll on: put it right at once.
    if (toPx <= 0 || toPx >= scrollHeight - clientHeight - 1) this.#syncScrollbar();
    else this.#idleTimer = setTimeout(() => this.#syncScrollbar(), IDLE_MS);
  }

  #moveTo(anchor: Anchor): void {
    this.#anchor = anchor;
    this.#ensureRange();
    this.#place();
    this.#emit();
  }

  /** Asks for other rows when what is in view is not all rendered. */
  #ensureRange(): void {
    if (this.#isCovered()) return;
    const { first, last } = this.#needed();
    this.#range = {
      first: Math.max(0, first - OVERSCAN_ROWS),
      last: Math.min(this.#count - 1, last + OVERSCAN_ROWS),
    };
    this.#emit();
  }

  /** The rows in view if all of them were of the least height. */
  #needed(): RowRange {
    const first = this.#anchor.index;
    return { first, last: Math.min(this.#count - 1, first + Math.ceil(this.#viewportPx / this.#rowHeightPx) + 1) };
  }

  #isCovered(): boolean {
    const { first, last } = this.#needed();
    return first >= this.#range.first && last <= this.#range.last && this.#range.last < this.#count;
  }

  /** Measures what is rendered, keeps the last row at the lower edge, and moves the block. */
  #settle(): void {
    if (!this.#elements || this.#isHidden()) return;
    const heights = new Map<number, number>();
    for (const row of this.#elements.block.children) {
      if (row instanceof HTMLElement) heights.set(Number(row.dataset.index), row.offsetHeight);
    }
    this.#heights = heights;
    if (this.#pinnedIndex !== null) this.#anchor = this.#anchorOfPinned(this.#pinnedIndex);
    if (!this.#isCovered()) {
      this.#ensureRange();
      return;
    }
    const emptyPx = this.#viewportPx - this.#bottomPx();
    const isAtTop = this.#anchor.index === 0 && this.#anchor.offsetPx <= 0;
    if (this.#range.last === this.#count - 1 && emptyPx > 0.5 && !isAtTop) {
      this.#moveTo(moveAnchor(this.#anchor, -emptyPx, this.#metrics()));
      return;
    }
    this.#place();
  }

  #place(): void {
    if (this.#elements) this.#elements.block.style.transform = `translateY(${-this.#shiftPx()}px)`;
  }

  #syncScrollbar(): void {
    if (!this.#elements) return;
    const { scroller } = this.#elements;
    const isAtEnd = this.#range.last === this.#count - 1 && this.#bottomPx() <= this.#viewportPx + 1;
    const topPx = scrollTopFor(this.#anchor, this.#metrics(), { isAtEnd });
    if (Math.abs(scroller.scrollTop - topPx) > 1) scroller.scrollTop = topPx;
    // Read back: browsers round, and clamp to what is laid out so far.
    this.#lastTopPx = scroller.scrollTop;
  }

  #heightOf(index: number): number {
    return this.#heights.get(index) ?? this.#rowHeightPx;
  }

  /** Distance of a row from the top of the block. */
  #topOf(index: number): number {
    let topPx = 0;
    for (let above = this.#range.first; above < index; above++) topPx += this.#heightOf(above);
    return topPx;
  }

  #shiftPx(): number {
    return this.#topOf(this.#anchor.index) + this.#anchor.offsetPx;
  }

  /** Where the rendered rows end, from the upper edge of the viewport. */
  #bottomPx(): number {
    return this.#topOf(this.#range.last + 1) - this.#shiftPx();
  }

  #emit(): void {
    for (const listener of this.#listeners) listener();
  }
}
