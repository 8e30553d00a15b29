import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { cmtrace } from "#lib/formats/windows/cmtrace.ts";
import { msi } from "#lib/formats/windows/msi.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { createInstallationTracker } from "./installation-tracker.ts";

/** For tests: the records of a small text as the reading core would give them, times taken as UTC. */
export function recordsOf(format: "msi" | "cmtrace", text: string): FileRecord[] {
  const { pieces } = parseText(format === "msi" ? msi : cmtrace, text);
  return pieces.map(({ recordNumber, piece, parsed }) => {
    const lineage = { recordNumber, byteOffset: piece.byteOffset, byteLength: piece.byteLength };
    if (parsed.kind === "reject") return { ...lineage, kind: "reject", reason: parsed.reason, body: piece.text };
    const { timeUs, isLocalTime: _isLocal, timeText: _text, ...fields } = parsed;
    return { ...fields, ...lineage, timestampUs: timeUs };
  });
}

/** What a tracker knows at the end; with `resumeAt` it is replaced by one made from its state there. */
export function observeText(format: "msi" | "cmtrace", text: string, resumeAt: readonly number[] = []) {
  let tracker = createInstallationTracker({ format, fileName: "test.log" });
  for (const [index, record] of recordsOf(format, text).entries()) {
    tracker.observe(record);
    if (!resumeAt.includes(index)) continue;
    const state = JSON.parse(JSON.stringify(tracker.state()));
    tracker = createInstallationTracker({ format, fileName: "test.log", state });
  }
  return { installations: tracker.installations(), deviceName: tracker.deviceName(), state: tracker.state() };
}

/** One installation a line: product, attempt, outcome, code, and the line that explains a failure. */
export function summary(format: "msi" | "cmtrace", text: string): string[] {
  return observeText(format, text).installations.map((one) => {
    const line = one.firstFailingLine;
    const why = line === null ? "" : ` #${line.recordNumber} ${line.code ?? "-"} ${line.text}`;
    return `${one.product} | ${one.attempt} ${one.outcome} ${one.exitCode ?? "-"}${why}`;
  });
}
