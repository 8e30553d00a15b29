import type { FailingLine, InstallationOutcome } from "#lib/model/log-file.ts";

/** What happened on a device, in the order of its times. */
export interface TimelineStep {
  kind: "log-begins" | "started" | "failed" | "ended" | "log-ends" | "received" | "alerted";
  atMs: number;
  /** The product, when the device has several; the file's or alert's words else. */
  about: string | null;
  /** Of `ended` and `failed`. */
  outcome: InstallationOutcome | null;
  exitCode: string | null;
  /** The line it is about. */
  place: { fileId: string; recordNumber: number } | null;
  /** How many things of this kind the step stands for. */
  count: number;
  /** Time since the step before when nothing happened for long; drawn as a break. */
  pauseMs: number | null;
}

export interface TimelineInput {
  installations: readonly {
    fileId: string;
    product: string;
    outcome: InstallationOutcome;
    exitCode: string | null;
    startedAtUs: number | null;
    finishedAtUs: number | null;
    firstFailingLine: FailingLine | null;
  }[];
  files: readonly { createdAtMs: number; firstTimeUs: number | null; lastTimeUs: number | null }[];
  alerts: readonly { createdAtMs: number; title: string }[];
}

/** Nothing for longer than this is drawn as a break. */
const PAUSE_MS = 5 * 60_000;
/** A log that begins this shortly before its installation says nothing new. */
const SAME_MS = 1000;

/**
 * Steps of one device: from its logs by the clock of the device, from us by the server's. `installations` are those worth
 * showing (the caller chooses); a failure stands at its first failing line, what the installer reported at its end.
 */
export function deviceTimeline({ installations, files, alerts }: TimelineInput): TimelineStep[] {
  const isOne = new Set(installations.map(({ product }) => product)).size <= 1;
  const steps = [
    ...installations.flatMap((installation) => installationSteps(installation, isOne)),
    ...fileSteps(files),
    ...alertSteps(alerts),
  ];
  const inOrder = steps.toSorted((a, b) => a.atMs - b.atMs || ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return inOrder.filter((step, index) => !saysNothing(step, index, inOrder)).map(withPause);
}

const ORDER: readonly TimelineStep["kind"][] = [
  "log-begins",
  "started",
  "failed",
  "ended",
  "log-ends",
  "received",
  "alerted",
];

function installationSteps(installation: TimelineInput["installations"][number], isOne: boolean): TimelineStep[] {
  const { fileId, product, outcome, exitCode, startedAtUs, finishedAtUs, firstFailingLine } = installation;
  const about = isOne ? null : product;
  const steps: TimelineStep[] = [];
  if (startedAtUs !== null) steps.push({ ...NOTHING, kind: "started", atMs: startedAtUs / 1000, about });
  const hasFailed = outcome === "failed";
  if (hasFailed && firstFailingLine !== null && firstFailingLine.timestampUs !== null) {
    const place = { fileId, recordNumber: firstFailingLine.recordNumber };
    const exit = finishedAtUs === null ? exitCode : null;
    steps.push({
      ...NOTHING,
      kind: "failed",
      atMs: firstFailingLine.timestampUs / 1000,
      about,
      outcome,
      exitCode: exit,
      place,
    });
  }
  if (finishedAtUs !== null) {
    const kind = hasFailed && steps.every((step) => step.kind !== "failed") ? "failed" : "ended";
    steps.push({ ...NOTHING, kind, atMs: finishedAtUs / 1000, about, outcome, exitCode });
  }
  return steps;
}

function fileSteps(files: TimelineInput["files"]): TimelineStep[] {
  const begins = files.flatMap(({ firstTimeUs }) => firstTimeUs ?? []);
  const ends = files.flatMap(({ lastTimeUs }) => lastTimeUs ?? []);
  const received = files.map(({ createdAtMs }) => createdAtMs);
  return [
    ...(begins.length > 0 ? [{ ...NOTHING, kind: "log-begins" as const, atMs: Math.min(...begins) / 1000 }] : []),
    ...(ends.length > 0 ? [{ ...NOTHING, kind: "log-ends" as const, atMs: Math.max(...ends) / 1000 }] : []),
    ...(received.length > 0
      ? [{ ...NOTHING, kind: "received" as const, atMs: Math.min(...received), count: received.length }]
      : []),
  ];
}

function alertSteps(alerts: TimelineInput["alerts"]): TimelineStep[] {
  const first = alerts.toSorted((a, b) => a.createdAtMs - b.createdAtMs)[0];
  if (!first) return [];
  return [{ ...NOTHING, kind: "alerted", atMs: first.createdAtMs, about: first.title, count: alerts.length }];
}

const NOTHING = { about: null, outcome: null, exitCode: null, place: null, count: 1, pauseMs: null };

/** The start or end of a log at the very time of another step. */
function saysNothing(step: TimelineStep, index: number, steps: readonly TimelineStep[]): boolean {
  const next = steps[index + 1];
  const before = steps[index - 1];
  if (step.kind === "log-begins") return next !== undefined && next.atMs - step.atMs < SAME_MS;
  return step.kind === "log-ends" && before !== undefined && step.atMs - before.atMs < SAME_MS;
}

function withPause(step: TimelineStep, index: number, steps: readonly TimelineStep[]): TimelineStep {
  const before = steps[index - 1];
  const sinceMs = before === undefined ? 0 : step.atMs - before.atMs;
  return sinceMs > PAUSE_MS ? { ...step, pauseMs: sinceMs } : step;
}
