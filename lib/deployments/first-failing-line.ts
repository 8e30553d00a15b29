import type { FailingLine, Installation } from "#lib/model/log-file.ts";

/**
 * The earliest of the lines that explain a failure, over all installations of a file. A product whose later attempt went
 * well has recovered: its earlier failures explain nothing that is wrong now.
 */
export function firstFailingLine(installations: readonly Installation[]): FailingLine | null {
  let first: FailingLine | null = null;
  for (const [index, { firstFailingLine: line, product }] of installations.entries()) {
    if (line === null || (first !== null && line.recordNumber >= first.recordNumber)) continue;
    const isRecovered = installations
      .slice(index + 1)
      .some((later) => later.product === product && hasEndedWell(later));
    if (!isRecovered) first = line;
  }
  return first;
}

function hasEndedWell({ outcome }: Installation): boolean {
  return outcome === "succeeded" || outcome === "reboot";
}
