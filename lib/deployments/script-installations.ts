import type { LogRecord } from "#lib/model/log-record.ts";
import { observePsadt, type PsadtWords } from "./psadt-installations.ts";

/** "[Installation] :: ", as PSAppDeployToolkit writes its phase into CMTrace logs. */
const PHASE = /^\[[A-Za-z -]{3,40}\] (?:::|\[[^\]\n]{1,60}\] ::) /;
const COMPLETED = / completed .{0,60}exit code \[/;

export function isScriptRecord(record: LogRecord): boolean {
  return PHASE.test(record.body) || COMPLETED.test(record.body.slice(0, 400));
}

/** Deployment scripts of PSAppDeployToolkit that log in CMTrace's format. */
export function observeScript(state: PsadtWords, record: LogRecord): void {
  observePsadt(state, record, record.body.replace(PHASE, ""));
}
