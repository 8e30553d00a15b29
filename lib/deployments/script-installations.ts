import type { LogRecord } from "#lib/model/log-record.ts";
import { type AttemptBook, beginAttempt, endAttempt } from "./attempt-book.ts";
import { exitCodeOutcome } from "./exit-code-outcome.ts";

const COMPLETED =
  /^(?:\[[^\]\n]{1,60}\] ?(?:::)? ?){0,3}\[?([^\]\n]{1,160}?)\]? (?:install|uninstall|repair)(?:ation)? completed (?:in \[[^\]\n]{1,40}\] (?:seconds )?)?with exit code \[(-?\d{1,10})\]/i;
/** PSAppDeployToolkit: the user put the installation off. */
const DEFERRED = "60012";

export function isScriptRecord(record: LogRecord): boolean {
  return record.body.includes(" completed ") && record.body.includes("exit code [");
}

/** PSAppDeployToolkit's closing line: the installation's name and the code it hands on. */
export function observeScript(book: AttemptBook, record: LogRecord): void {
  const match = COMPLETED.exec(record.body.slice(0, 600));
  if (match === null) return;
  const [, product = "", exitCode = ""] = match;
  const outcome = exitCode === DEFERRED ? "cancelled" : exitCodeOutcome(exitCode);
  endAttempt(beginAttempt(book, { key: `script ${product}`, product, record }), { outcome, exitCode, record });
}
