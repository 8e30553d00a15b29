import { expect } from "vitest";
import type { LogFormat } from "#lib/formats/format.ts";
import { cutText, type NumberedPiece, parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { severityLevel } from "#lib/model/severity.ts";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";

/** The records of a text, with the time readable and the severity as a level; rejects as their reason. */
export function recordsOf(format: LogFormat, text: string) {
  return parseText(format, text).pieces.map(({ parsed }) =>
    parsed.kind === "reject" ? { reject: parsed.reason } : { ...parsed, ...readable(parsed) },
  );
}

function readable({ timeUs, severityNumber }: { timeUs: number | null; severityNumber: number }) {
  return { iso: timeUs === null ? null : new Date(timeUs / 1000).toISOString(), level: severityLevel(severityNumber) };
}

/** The only record of a text. */
export function only(format: LogFormat, text: string) {
  const [record, ...others] = recordsOf(format, text);
  if (record === undefined || others.length > 0 || "reject" in record) throw new Error(`not one record: ${text}`);
  return record;
}

export function confidence(format: LogFormat, head: string, fileName = "x"): number {
  return format.detect({ fileName, head, tail: null, receivedAtMs: Date.UTC(2026, 10, 20) });
}

/** Expects the same records when the parser is made anew from its state behind every piece. */
export function expectSameWhenResumed(format: LogFormat, text: string): NumberedPiece[] {
  const { settings, pieces } = parseText(format, text);
  expect(parseResumed(format, settings, cutText(format, text, settings))).toEqual(pieces);
  return pieces;
}

/** Expects texts of near a megabyte to be looked at, cut and parsed in linear time, whatever is in them. */
export function expectLinearTime(format: LogFormat, texts: readonly string[]): void {
  expectLinearWork(texts, (text) => {
    confidence(format, `${text}\n`);
    parseText(format, `${text}\n`);
  });
}
