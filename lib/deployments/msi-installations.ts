import type { Json } from "#lib/model/json.ts";
import type { FailingLine, Installation, InstallationOutcome } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";
import { failingLine } from "./failing-line.ts";
import { type FailureStory, type LineRef, lineRef, tellFailure } from "./failure-story.ts";
import { observeProduct, type ProductFacts, productTitle } from "./msi-product.ts";
import { likeliestCause, type MsiSuspects, noSuspects, observeSuspects } from "./msi-suspects.ts";
import type { InstallationTracker } from "./tracker.ts";
import { restoreState, saveState } from "./tracker-state.ts";

/** One run of the installer: from its header or its engine's start to the value its engine returns. */
interface MsiRun extends ProductFacts {
  recordCount: number;
  startedAtUs: number | null;
  lastAtUs: number | null;
  finishedAtUs: number | null;
  /** Engines at work per side; a second one on the server is a nested installation. */
  engines: { s: number; c: number };
  /** True while the product's older versions are being removed: logs without v show these runs without their engines. */
  isRemoving: boolean;
  exitCode: string | null;
  outcome: InstallationOutcome;
  isStopped: boolean;
  /** Return value of the topmost action: 1 done, 2 cancelled, 3 failed. */
  topReturnValue: number | null;
  suspects: MsiSuspects;
  cause: FailingLine | null;
  /** The line in which the failing action returned 3, and the one that states the outcome. */
  failedAction: LineRef | null;
  exit: LineRef | null;
}

interface MsiState {
  finished: Installation[];
  run: MsiRun;
  device: string | null;
}

const MAX_RUNS = 200;
const ENGINE_RESULT = /^MainEngineThread\D{1,40}(-?\d+)/;
const STATUS = /[:：]\s?(\d{1,5})[.。]?$/u;
const TOP_OUTCOMES = new Map<number, InstallationOutcome>([
  [1, "succeeded"],
  [2, "cancelled"],
  [3, "failed"],
]);
const TOP_ACTIONS = new Set(["INSTALL", "ADMIN", "ADVERTISE"]);
const NEW_STEP = /^(?:Doing action: |Executing op: |Action (?:start )?\d)/;

/** Outcome, cause and product of each run in a Windows Installer log, by evidence no language changes. */
export function createMsiTracker(saved?: Json): InstallationTracker {
  const state = restoreState<MsiState>(saved, { finished: [], run: newRun(), device: null });
  state.run = { ...newRun(), ...state.run };
  return {
    observe(record) {
      if (record.kind === "record") observe(state, record);
    },
    installations: () => numbered([...state.finished, ...(state.run.recordCount > 0 ? [soFar(state.run)] : [])]),
    deviceName: () => state.device,
    state: () => saveState(state),
  };
}

/** What is known when the log ends here, though neither its stop nor the engine's result was written. */
function soFar(run: MsiRun): Installation {
  const copy = { ...run };
  settle(copy);
  return installation(copy);
}

function newRun(): MsiRun {
  return {
    recordCount: 0,
    startedAtUs: null,
    lastAtUs: null,
    finishedAtUs: null,
    engines: { s: 0, c: 0 },
    isRemoving: false,
    exitCode: null,
    outcome: "in_progress",
    isStopped: false,
    topReturnValue: null,
    suspects: noSuspects(),
    cause: null,
    failedAction: null,
    exit: null,
    packageName: "",
    productName: "",
    productVersion: "",
  };
}

function observe(state: MsiState, record: LogRecord): void {
  if (startsRun(state.run, record)) nextRun(state);
  const { run } = state;
  run.recordCount += 1;
  if (record.timestampUs !== null) {
    run.startedAtUs ??= record.timestampUs;
    run.lastAtUs = record.timestampUs;
  }
  if (record.attributes?.["msi.property"] !== undefined) {
    observeProperty(state, record.body);
    if (record.body.includes("\n===")) stop(run, record);
    return;
  }
  observeEngine(run, record);
  const isNested = run.engines.s > 1 || run.isRemoving;
  if (!isNested) observeProduct(run, record.body);
  if (NEW_STEP.test(record.body) && run.cause === null) run.suspects = noSuspects();
  if (run.cause === null && run.outcome === "in_progress") observeSuspects(run.suspects, record);
  observeAction(run, record, isNested);
  observeEnd(run, record, isNested);
}

/** A header begins a run unless it is the server's header within the client's; so does an engine after the last ended. */
function startsRun(run: MsiRun, record: LogRecord): boolean {
  if (run.recordCount === 0) return false;
  const header = record.attributes?.["msi.header"];
  if (typeof header === "string" && (run.isStopped || run.outcome !== "in_progress" || header.includes("SHIP ")))
    return true;
  const isIdle = run.engines.s === 0 && run.engines.c === 0;
  return isIdle && run.outcome !== "in_progress" && record.body.startsWith("******* RunEngine");
}

function nextRun(state: MsiState): void {
  settle(state.run);
  if (state.finished.length < MAX_RUNS) state.finished.push(installation(state.run));
  state.run = newRun();
}

function observeProperty(state: MsiState, body: string): void {
  const [line = ""] = body.split("\n", 1);
  const at = line.indexOf(" = ");
  if (at < 0) return;
  const name = line.slice(line.indexOf(": ") + 2, at);
  const value = line.slice(at + 3, at + 203).trim();
  if (name === "ComputerName" && /^[\w.-]{1,63}$/.test(value)) state.device = value;
  if (name === "ProductName" && value !== "") state.run.productName = value;
  if (name === "ProductVersion" && value !== "") state.run.productVersion = value;
}

function observeEngine(run: MsiRun, record: LogRecord): void {
  const side = record.logger === "MSI (c)" ? "c" : "s";
  if (record.body.startsWith("******* RunEngine")) run.engines[side] += 1;
  const exitCode = ENGINE_RESULT.exec(record.body)?.[1];
  if (exitCode === undefined) return;
  const isNested = side === "s" && (run.engines.s > 1 || (run.isRemoving && run.engines.s === 0));
  run.engines[side] = Math.max(0, run.engines[side] - 1);
  if (!isNested) finish(run, { outcome: exitCodeOutcome(exitCode), exitCode, record });
}

function observeAction(run: MsiRun, record: LogRecord, isNested: boolean): void {
  const value = record.attributes?.["msi.return_value"];
  const action = String(record.sharedAttributes?.["msi.action"] ?? "");
  const isActionLine = record.logger === undefined && !record.body.startsWith("===");
  if (isActionLine && action === "RemoveExistingProducts") run.isRemoving = typeof value !== "number";
  if (typeof value !== "number") return;
  // The first action that fails ends the sequence; the ones around it only pass its value on.
  if (value === 3) {
    run.cause ??= likeliestCause(run.suspects) ?? failingLine(record);
    run.failedAction ??= lineRef(failingLine(record));
  }
  // A nested removal that failed is forgiven when the action around it went well.
  if (value === 1 && action === "RemoveExistingProducts") Object.assign(run, { cause: null, failedAction: null });
  if (!isNested && TOP_ACTIONS.has(action)) run.topReturnValue = value;
}

function observeEnd(run: MsiRun, record: LogRecord, isNested: boolean): void {
  const sentence = record.body.includes("Windows Installer") ? (record.body.split("\n", 1)[0] ?? "") : "";
  const status = STATUS.exec(sentence.trimEnd().slice(-20))?.[1];
  if (status !== undefined && !isNested) finish(run, { outcome: exitCodeOutcome(status), exitCode: status, record });
  if (record.body.includes("\n===")) stop(run, record);
}

function stop(run: MsiRun, record: LogRecord): void {
  run.isStopped = true;
  settle(run, record);
}

/** A log with neither engine result nor status sentence: at its end the topmost action decides. */
function settle(run: MsiRun, record?: LogRecord): void {
  if (run.exitCode !== null || run.topReturnValue === null) return;
  const outcome = TOP_OUTCOMES.get(run.topReturnValue);
  if (outcome !== undefined) finish(run, { outcome, exitCode: null, record });
}

function finish(run: MsiRun, end: { outcome: InstallationOutcome; exitCode: string | null; record?: LogRecord }): void {
  run.outcome = end.outcome;
  run.exitCode = end.exitCode;
  run.finishedAtUs = end.record?.timestampUs ?? run.lastAtUs;
  const isTrouble = end.outcome === "failed" || end.outcome === "in_progress";
  run.exit = end.record ? lineRef(failingLine(end.record)) : null;
  if (!isTrouble) return;
  run.cause ??= likeliestCause(run.suspects) ?? (end.record ? failingLine(end.record, undefined, end.exitCode) : null);
}

function installation(run: MsiRun): Installation {
  const isTrouble = run.outcome === "failed" || run.outcome === "in_progress";
  return {
    product: productTitle(run),
    attempt: 1,
    outcome: run.outcome,
    exitCode: run.exitCode,
    startedAtUs: run.startedAtUs,
    finishedAtUs: run.outcome === "in_progress" ? null : run.finishedAtUs,
    firstFailingLine: isTrouble && run.cause !== null ? tellFailure(storyOf(run, run.cause)) : null,
  };
}

function storyOf({ failedAction, exit }: MsiRun, cause: FailingLine): FailureStory {
  const consequences = failedAction === null ? [] : [failedAction];
  return { cause, reason: reasonFor(cause, failedAction, exit), consequences, exit };
}

function reasonFor(cause: FailingLine, failedAction: LineRef | null, exit: LineRef | null): string {
  if (failedAction?.recordNumber === cause.recordNumber) {
    return "The action failed here without saying why; all that comes after only passes its value 3 on.";
  }
  if (failedAction !== null) {
    return "It is the first error of the action that then returned 3; all that comes after only passes that value on.";
  }
  if (exit?.recordNumber === cause.recordNumber) {
    return "No action before it failed: it is the line in which the installer states its result.";
  }
  return "It is the first error of the step that the installer stopped in.";
}

function numbered(installations: Installation[]): Installation[] {
  const attempts = new Map<string, number>();
  return installations.map((one) => {
    const attempt = (attempts.get(one.product) ?? 0) + 1;
    attempts.set(one.product, attempt);
    return { ...one, attempt };
  });
}
