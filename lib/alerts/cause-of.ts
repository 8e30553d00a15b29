import type { Installation } from "#lib/model/log-file.ts";

const MAX_CHARS = 300;

/**
 * What failures have in common: the same product stopped at the same code, or at the same line when it carries none.
 * Alerts of one cause are shown, acknowledged and muted together.
 */
export function causeOf(rule: string, { product, firstFailingLine, exitCode }: Installation): string {
  const why = firstFailingLine?.code ?? (firstFailingLine ? withoutDetails(firstFailingLine.text) : exitCode) ?? "";
  return `${rule}:${product}:${why}`.toLowerCase().slice(0, MAX_CHARS);
}

/** The line without what differs from device to device: GUIDs, hexadecimal and decimal numbers, spaces. */
function withoutDetails(line: string): string {
  return line
    .replace(/\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?/gi, "#")
    .replace(/0x[0-9a-f]+|\d+/gi, "#")
    .replace(/\s+/g, " ")
    .trim();
}
