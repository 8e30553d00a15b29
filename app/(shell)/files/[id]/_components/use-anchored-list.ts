"use client";

import { type RefObject, useCallback, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { AnchoredList, type RowRange } from "./anchored-list.ts";

export interface AnchoredListState {
  list: AnchoredList;
  /** The ref of the element that scrolls; it may come and go. */
  attach: (scroller: HTMLDivElement | null) => (() => void) | undefined;
  scrollerRef: RefObject<HTMLDivElement | null>;
  /** The element whose children are the rows of `range`. */
  blockRef: RefObject<HTMLDivElement | null>;
  range: RowRange;
  viewportPx: number;
}

/** Binds an {@link AnchoredList} of `count` rows to the document; it opens at `initialIndex` once there are rows. */
export function useAnchoredList(input: { count: number; initialIndex: number }): AnchoredListState {
  const [list] = useState(() => new AnchoredList());
  const scrollerRef = useRef<HTMLDivElement>(null);
  const blockRef = useRef<HTMLDivElement>(null);
  const range = useSyncExternalStore(list.subscribe, list.getRange, list.getRange);
  const viewportPx = useSyncExternalStore(list.subscribe, list.getViewportPx, () => 0);
  const attach = useCallback(
    (scroller: HTMLDivElement | null) => {
      scrollerRef.current = scroller;
      // Refs of children are set before those of their parents.
      if (scroller && blockRef.current) return list.attach(scroller, blockRef.current);
    },
    [list],
  );
  // After every render: rows may have come, gone or changed their height.
  useLayoutEffect(() => list.afterRender(input));
  return { list, attach, scrollerRef, blockRef, range, viewportPx };
}
