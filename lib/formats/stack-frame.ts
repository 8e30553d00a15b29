/**
 * What stands only in stack traces although nothing indents it: PHP's and Monolog's, Go's, and the marks of .NET. Docker's
 * build log numbers its steps too, so PHP's numbers need a place behind them.
 */
const FRAME = new RegExp(
  [
    String.raw`#\d{1,4} (?:\{main\}|\[internal function\]|\S.{0,300}\(\d{1,7}\): )`,
    "Stack trace:$",
    String.raw`\[(?:stacktrace|previous exception)\]`,
    String.raw`goroutine \d{1,10} (?:gp=\S{1,40} )?(?:m=\S{1,40} )?(?:mp=\S{1,40} )?\[`,
    String.raw`created by [\w./~-]{1,200}\.\S`,
    String.raw`---> \S`,
    "--- End of ",
  ].join("|"),
  "y",
);

/** A function of Go's with its arguments. */
const CALL = /(?:panic|[\w./@~-]{1,200}\.[\w.()*[\]{}-]{1,200})\((?:0x|\{|\.\.\.|\)$)/y;

/** True for a line that can only go on with the record before it. */
export function isStackFrame(line: string): boolean {
  FRAME.lastIndex = 0;
  if (FRAME.test(line)) return true;
  CALL.lastIndex = 0;
  return line.includes("(") && CALL.test(line);
}
