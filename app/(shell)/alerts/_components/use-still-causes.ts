"use client";

import { useState } from "react";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";
import { stillOrder } from "./still-order.ts";

/** Causes for somebody who reads them: while they are away from the top nothing moves, and new ones wait. */
export function useStillCauses(causes: readonly AlertCause[]) {
  const newestFirst = causes.map(({ cause }) => cause);
  const [isAtTop, setIsAtTop] = useState(true);
  const [order, setOrder] = useState(newestFirst);
  const items = causes.map(({ cause, lead }) => ({ key: cause, no: lead.no }));
  const next = isAtTop ? { order: newestFirst, waiting: 0 } : stillOrder(order, items);
  if (next.order.join("\n") !== order.join("\n")) setOrder(next.order);
  const byKey = new Map(causes.map((cause) => [cause.cause, cause]));
  return {
    shown: next.order.flatMap((key) => byKey.get(key) ?? []),
    waiting: next.waiting,
    showAll: () => setOrder(newestFirst),
    setIsAtTop,
  };
}
