import { isStackFrame } from "#lib/formats/stack-frame.ts";

const TRACE = /^(?:\s|at |Caused by: |Suppressed: |\.\.\. \d|[\w$.]+(?:Exception|Error)(?::|$)|Traceback )/;

/** A line that goes on with the record before it: a stack trace, or anything indented. */
export function isTraceLine(line: string): boolean {
  return TRACE.test(line) || isStackFrame(line);
}
