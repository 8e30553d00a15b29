import type { WaitLimit } from "#lib/model/job.ts";
import type { Lane } from "#lib/model/log-file.ts";
import type { AdmissionInput, AskedFile } from "./admission-input.ts";
import { type LaneLoad, laneLoads } from "./lane-load.ts";
import { type AdmittedFile, startFiles } from "./start-files.ts";
import { startOrder } from "./start-order.ts";
import { startTimes } from "./start-times.ts";
import { startsNow, waitLimits } from "./wait-limits.ts";

export type {
  AdmissionInput,
  AskedFile,
  LaneSettings,
  LastServed,
  RunningFile,
  WaitingFile,
} from "./admission-input.ts";
export type { AdmittedFile } from "./start-files.ts";

export interface HeldFile {
  fileId: string;
  /** The binding limit in words, short. */
  reason: string;
  /** Everything that decides when it starts, in the order in which it is looked at; exactly one is binding. */
  limits: WaitLimit[];
  /** When it starts at the latest if nothing arrives; null = when others end. */
  latestStartMs: number | null;
}

/**
 * Who starts now and what holds everyone else (of `asked`, when given). Admission and "Why is this waiting?" are this
 * same computation. Within a lane the organisation with the fewest running files goes first, then the one that was
 * served longest ago; within an organisation the oldest file.
 */
export function admit(input: AdmissionInput): { start: AdmittedFile[]; held: HeldFile[] } {
  const loads = laneLoads(input);
  const start = startFiles(loads, input.nowMs);
  const started = new Set(start.map(({ fileId }) => fileId));
  const asked = (input.asked ?? startOrder(loads)).filter(({ fileId }) => !started.has(fileId));
  if (asked.length === 0) return { start, held: [] };
  const starts = startTimes(input, start, loads);
  const held = asked.flatMap((file) => {
    const load = loads.get(file.lane);
    if (load === undefined) return [];
    const ahead = Math.max(0, file.ahead - (input.asked === undefined ? 0 : startedIn(start, file.lane)));
    const { reason, limits } = waitLimits(loads, load, { file: { ...file, ahead }, nowMs: input.nowMs });
    const startMs = isFirm(load, ahead) ? (starts.get(file.fileId) ?? null) : null;
    return [
      { fileId: file.fileId, reason, limits, latestStartMs: startMs === null ? null : atLatest(load, file, startMs) },
    ];
  });
  return { start, held };
}

/** The same for files of `asked` that would start if admission looked now, as between two looks. */
export function explainStarting(input: AdmissionInput, start: readonly AdmittedFile[]): HeldFile[] {
  const loads: ReadonlyMap<Lane, LaneLoad> = laneLoads(input);
  return (input.asked ?? []).flatMap((file: AskedFile) => {
    const load = loads.get(file.lane);
    if (load === undefined || !start.some(({ fileId }) => fileId === file.fileId)) return [];
    const { reason, limits } = startsNow("It starts now.", loads, load, { file, nowMs: input.nowMs });
    return [{ fileId: file.fileId, reason, limits, latestStartMs: input.nowMs }];
  });
}

/** Whether its start can be promised: when others end, the files ahead of it may take the slot it was to have. */
function isFirm({ runningCount, settings }: LaneLoad, ahead: number): boolean {
  return ahead === 0 || runningCount + ahead < settings.slots;
}

/** When an older file leaves an open batch sooner than foreseen, the file waits for a batch of its own. */
function atLatest(load: LaneLoad, file: AskedFile, startMs: number): number {
  return startMs === load.batchAtMs ? startMs : Math.max(startMs, file.queuedAtMs + load.settings.startDelayMs);
}

function startedIn(start: readonly AdmittedFile[], lane: Lane): number {
  return start.filter((file) => file.lane === lane).length;
}
