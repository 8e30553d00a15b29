"use client";

import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";
import { AnchoredList, type RowRange } from "./anchored-list.ts";

export interface AnchoredListState {
  list: AnchoredList;
  /** The element that scrolls. */
  scrollerRef: RefObject<HTMLDivElement | null>;
  /** The element whose children are the rows of `range`. */
  blockRef: RefObject<HTMLDivElement | null>;
  range: RowRange;
  viewportPx: number;
}

/** Binds an {@link AnchoredList} of `count` rows to the document; it opens at `initialIndex`. */
export function useAnchoredList({ count, initialIndex }: { count: number; initialIndex: number }): AnchoredListState {
  const [list] = useState(() => new AnchoredList(initialIndex));
  const scrollerRef = useRef<HTMLDivElement>(null);
  const blockRef = useRef<HTMLDivElement>(null);
  const range = useSyncExternalStore(list.subscribe, list.getRange, list.getRange);
  const viewportPx = useSyncExternalStore(list.subscribe, list.getViewportPx, () => 0);
  useLayoutEffect(() => {
    if (scrollerRef.current && blockRef.current) return list.attach(scrollerRef.current, blockRef.current);
  }, [list]);
  // After every render: rows may have come, gone or changed their height.
  useLayoutEffect(() => list.afterRender(count));
  return { list, scrollerRef, blockRef, range, viewportPx };
}
