"use client";

import { useState } from "react";
import { useUrlState } from "#components/use-url-state.ts";
import type { AnchoredList } from "./anchored-list.ts";

export interface RecordCursor {
  /** The record that keys act on. */
  active: number | null;
  setActive: (recordNumber: number) => void;
  /** The record that is open; lives in the address. */
  open: number | null;
  toggle: (recordNumber: number) => void;
  close: () => void;
  goTo: (recordNumber: number) => void;
  /** To the record so many further on. */
  step: (by: number) => void;
}

/** Which record is meant and which is open, and the ways to others. `start` is where the log was opened. */
export function useRecordCursor(input: {
  list: AnchoredList;
  total: number;
  start: number | null;
  failing: number | null;
  isPhone: boolean;
}): RecordCursor {
  const { list, total, start, failing, isPhone } = input;
  const [params, setParams] = useUrlState();
  const [chosen, setActive] = useState<number | null>(null);
  const active = chosen ?? (start === 1 && failing !== 1 ? null : start);
  // The line that explains the failure is open from the start, where there is room for it.
  const [isHitClosed, setIsHitClosed] = useState(false);
  const isHitOpen = !isHitClosed && !isPhone && start === failing;
  const open = openRecord(params, total) ?? (isHitOpen ? failing : null);
  const setOpen = (recordNumber: number | null) => {
    setIsHitClosed(true);
    setParams({ record: recordNumber === null ? null : String(recordNumber) });
  };
  return {
    active,
    setActive,
    open,
    toggle: (recordNumber) => {
      setOpen(open === recordNumber ? null : recordNumber);
      if (open !== recordNumber && !isPhone) list.makeRoomBelow(recordNumber - 1);
    },
    close: () => setOpen(null),
    goTo: (recordNumber) => {
      setActive(recordNumber);
      list.scrollToIndex(recordNumber - 1);
    },
    step: (by) => {
      const from = active ?? list.getFirstVisible() + 1 - by;
      const next = Math.max(1, Math.min(total, from + by));
      setActive(next);
      list.ensureVisible(next - 1);
    },
  };
}

/**
 * The record at which the log opens, decided when the first records are there: a file that is opened while it waits is
 * often read to its end at once. What comes later moves nothing.
 */
export function useStart(now: { total: number; failing: number | null; openAt: number }): number | null {
  const { total, failing, openAt } = now;
  const [start, setStart] = useState<number | null>(total > 0 ? openAt : null);
  if (start === null && total > 0) setStart(openAt > 1 ? openAt : (failing ?? openAt));
  return start;
}

function openRecord(params: URLSearchParams, total: number): number | null {
  const value = Number(params.get("record"));
  return Number.isInteger(value) && value >= 1 && value <= total ? value : null;
}
