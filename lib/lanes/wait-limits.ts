import type { WaitLimit } from "#lib/model/job.ts";
import type { AskedFile } from "./admission-input.ts";
import { type LaneLoad, type LaneLoads, lanesAbove, quietSinceMs } from "./lane-load.ts";
import { filesAre, inWords, LANE_WORDS, listed } from "./lane-words.ts";
import { bindingKind, type HoldingKind, type StartLimits, startLimits } from "./start-limits.ts";

export interface Explained {
  /** The binding limit, short enough for a row of a list. */
  reason: string;
  /** In the order in which admission looks at them. */
  limits: WaitLimit[];
}

interface Case {
  loads: LaneLoads;
  load: LaneLoad;
  file: AskedFile;
  nowMs: number;
  limits: StartLimits;
}

/** Everything that decides when one waiting file starts, each a sentence that is true at `nowMs`; one of them binds. */
export function waitLimits(loads: LaneLoads, load: LaneLoad, now: { file: AskedFile; nowMs: number }): Explained {
  const limits = startLimits(loads, load, now);
  const one: Case = { loads, load, ...now, limits };
  const binding = bindingKind(limits) ?? "order";
  const { settings } = load;
  const sentences: [WaitLimit["kind"], string, boolean][] = [
    ["paused", pausedSentence(one), limits.isPaused],
    ["order", orderSentence(one), now.file.ahead > 0],
    ["slots", slotSentence(one), limits.isFull || limits.isReservedForOthers],
  ];
  if (settings.quietMs > 0) {
    sentences.splice(1, 0, ["quiet", quietSentence(one), limits.busy.length > 0 || limits.quietAtMs !== null]);
  }
  if (settings.startDelayMs > 0) sentences.splice(1, 0, ["batch", batchSentence(one), limits.batchAtMs !== null]);
  return {
    reason: shortReason(one, binding),
    limits: sentences.map(([kind, sentence, isHolding]) => ({
      kind,
      sentence,
      isHolding: isHolding || kind === binding,
      isBinding: kind === binding,
    })),
  };
}

/** What a file is told that starts as soon as admission looks again. */
export function startsNow(reason: string, loads: LaneLoads, load: LaneLoad, now: { file: AskedFile; nowMs: number }) {
  const { limits } = waitLimits(loads, load, now);
  return { reason, limits: limits.map((limit) => ({ ...limit, isHolding: false, isBinding: false })) };
}

function pausedSentence({ load }: Case): string {
  const name = LANE_WORDS[load.lane];
  if (load.settings.isPaused) return `${name} is paused. Its files start when it is resumed.`;
  if (load.settings.slots === 0) return `${name} has no slots, so none of its files can start.`;
  return `${name} is not paused.`;
}

function batchSentence({ load, nowMs, limits }: Case): string {
  const name = LANE_WORDS[load.lane];
  const delay = inWords(load.settings.startDelayMs);
  if (limits.batchAtMs === null)
    return `${name} starts files in batches, ${delay} after the first of them. Its batch is open.`;
  return `${name} starts files in batches, ${delay} after the first of them. The next starts in ${inWords(limits.batchAtMs - nowMs)}.`;
}

function quietSentence({ loads, load, nowMs, limits }: Case): string {
  const name = LANE_WORDS[load.lane];
  const above = listed(lanesAbove(load).map((lane) => LANE_WORDS[lane]));
  const rule = `${name} runs when ${above} ${lanesAbove(load).length === 1 ? "is" : "are"} quiet.`;
  const limit = inWords(load.settings.longestWaitMs ?? 0);
  const throttle = limits.isThrottled
    ? ` It has waited its limit of ${limit}; such files run one at a time, and one runs now.`
    : "";
  if (limits.busy.length > 0) return `${rule} ${limits.busy.map(doing).join(" ")}${throttle}`;
  if (limits.quietAtMs !== null) {
    const sinceMs = nowMs - (quietSinceMs(loads, load) ?? nowMs);
    return `${rule} They have been for ${inWords(Math.max(0, sinceMs))} of ${inWords(load.settings.quietMs)}.${throttle}`;
  }
  if (limits.isOverdue && !limits.isThrottled)
    return `${rule} It need not wait for that: it has waited its limit of ${limit}.`;
  return `${rule} They are. That is not what holds it.`;
}

/** "Medium has 4 running and 16 waiting." */
function doing(load: LaneLoad): string {
  return `${LANE_WORDS[load.lane]} has ${load.runningCount} running and ${load.waitingCount} waiting.`;
}

function orderSentence({ load, file }: Case): string {
  const name = LANE_WORDS[load.lane];
  const count = Math.max(load.waitingCount, file.ahead + 1);
  if (file.ahead > 0)
    return `${filesAre(file.ahead)} ahead of it. It is number ${file.ahead + 1} of ${count} in ${name}.`;
  if (count === 1) return `No file is ahead of it. It is the only one that waits in ${name}.`;
  const place = load.oldestMs !== null && file.queuedAtMs <= load.oldestMs ? "the oldest" : "the next";
  return `No file is ahead of it. It is ${place} of ${count} in ${name}.`;
}

function slotSentence({ load, limits }: Case): string {
  const name = LANE_WORDS[load.lane];
  const { slots, reservedSlots } = load.settings;
  const used = `${load.runningCount} of ${slots} in use`;
  if (limits.isReservedForOthers) {
    return `${name} has a slot, ${used}, but every slot that is free is reserved for another lane.`;
  }
  if (limits.isFull) return `${name} is full, ${used}.`;
  if (load.runningCount >= slots && slots > 0) {
    return `${name} is full, ${used}, but a file that has waited its limit may take one slot more.`;
  }
  const reserve = reservedSlots > 0 ? `, ${reservedSlots} reserved` : "";
  return `${name} has a free slot, ${used}${reserve}. That is not what holds it.`;
}

function shortReason(one: Case, binding: HoldingKind | "order"): string {
  const { load, limits, file, nowMs } = one;
  const name = LANE_WORDS[load.lane];
  const ahead = file.ahead === 0 ? "" : `, ${file.ahead} ${file.ahead === 1 ? "file" : "files"} ahead`;
  switch (binding) {
    case "paused":
      return load.settings.isPaused ? `${name} is paused.` : `${name} has no slots.`;
    case "batch":
      return `${name} starts files in batches, the next in ${inWords((limits.batchAtMs ?? nowMs) - nowMs)}.`;
    case "quiet": {
      const busy = limits.busy.map(({ lane }) => LANE_WORDS[lane]);
      if (busy.length > 0)
        return `${name} waits while ${listed(busy)} ${busy.length === 1 ? "is" : "are"} busy${ahead}.`;
      const above = listed(lanesAbove(load).map((lane) => LANE_WORDS[lane]));
      return `${name} waits until ${above} have been quiet for ${inWords(load.settings.quietMs)}${ahead}.`;
    }
    case "slots":
      if (limits.isReservedForOthers) return `Every free slot is reserved for another lane${ahead}.`;
      return `${name} is full (${load.runningCount} of ${load.settings.slots})${ahead}.`;
    case "order":
      return `${filesAre(file.ahead)} ahead of it.`;
  }
}
