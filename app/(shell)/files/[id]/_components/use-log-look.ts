"use client";

import { logDay } from "#components/log-time.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import type { RowLook } from "./record-row.tsx";

export interface LogLook {
  look: RowLook;
  /** The file's own zone first, then UTC; only UTC when they are the same. */
  zones: readonly string[];
  setZone: (zone: string) => void;
  toggleWrap: () => void;
}

/** How the rows are shown: times in the file's zone unless the address says UTC, one line each unless it says wrapped. */
export function useLogLook(file: FileDetail): LogLook {
  const [params, setParams] = useUrlState();
  const own = file.timeZone ?? "UTC";
  const zone = params.get("zone") === "UTC" ? "UTC" : own;
  const isWrapped = params.has("wrap");
  const { firstTimeUs, lastTimeUs } = file;
  const hasDays = firstTimeUs !== null && lastTimeUs !== null && logDay(firstTimeUs, zone) !== logDay(lastTimeUs, zone);
  return {
    look: { zone, hasDays, isWrapped, firstFailingLine: file.firstFailingLine, format: file.format },
    zones: own === "UTC" ? ["UTC"] : [own, "UTC"],
    setZone: (name) => setParams({ zone: name === own ? null : name }),
    toggleWrap: () => setParams({ wrap: isWrapped ? null : "1" }),
  };
}
