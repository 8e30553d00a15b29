import type { FailingLine, Installation } from "#lib/model/log-file.ts";

/** The earliest of the lines that explain a failure, over all installations of a file. */
export function firstFailingLine(installations: readonly Installation[]): FailingLine | null {
  let first: FailingLine | null = null;
  for (const { firstFailingLine: line } of installations) {
    if (line !== null && (first === null || line.recordNumber < first.recordNumber)) first = line;
  }
  return first;
}
