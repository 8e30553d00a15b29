"use client";

import { useState } from "react";
import { useUrlState } from "#components/use-url-state.ts";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";

/**
 * The cause whose details are shown: the one of the address, else the first. It stays chosen when others come and move;
 * when it leaves the list, the one that takes its place follows.
 */
export function useChosenCause(causes: readonly AlertCause[]) {
  const [params, setParams] = useUrlState();
  const alertId = params.get("alert");
  const [chosen, setChosen] = useState<{ cause: string | null; index: number }>({ cause: null, index: 0 });
  const own = causes.findIndex(({ cause }) => cause === chosen.cause);
  const linked = chosen.cause === null ? causes.findIndex((cause) => isOf(cause, alertId)) : -1;
  const index = own >= 0 ? own : linked >= 0 ? linked : Math.max(0, Math.min(chosen.index, causes.length - 1));
  const current = causes[index] ?? null;
  if (current && (current.cause !== chosen.cause || index !== chosen.index)) setChosen({ cause: current.cause, index });

  const choose = (cause: AlertCause) => {
    setChosen({ cause: cause.cause, index: causes.indexOf(cause) });
    setParams({ alert: cause.lead.id });
  };
  const step = (by: number) => {
    const next = causes[Math.max(0, Math.min(causes.length - 1, index + by))];
    if (next) choose(next);
    return next ?? null;
  };
  /** Somebody chose it, so a phone shows its details. */
  const isAskedFor = current !== null && isOf(current, alertId);
  return { current, isAskedFor, choose, step };
}

function isOf({ lead, others }: AlertCause, alertId: string | null): boolean {
  return alertId !== null && [lead, ...others].some(({ id }) => id === alertId);
}
