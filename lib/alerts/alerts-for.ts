import type { Installation } from "#lib/model/log-file.ts";
import type { AlertDraft } from "./alert-draft.ts";
import { causeOf } from "./cause-of.ts";

export type { AlertDraft } from "./alert-draft.ts";

export interface AlertsForInput {
  fileId: string;
  fileName: string;
  /** The device the log was written on, when known; the file's name stands in for it. */
  deviceName?: string | null;
  /** Installations of the file as last stored, and as known now. */
  before: readonly Installation[];
  after: readonly Installation[];
}

/** One alert for each installation whose outcome has turned to failed; what is still in progress has not failed. */
export function alertsFor(input: AlertsForInput): AlertDraft[] {
  const known = new Set(input.before.filter(hasFailed).map(keyOf));
  return input.after
    .filter((installation) => hasFailed(installation) && !known.has(keyOf(installation)))
    .map((installation) => ({
      rule: "installation-failed",
      fingerprint: `installation-failed:${input.fileId}:${installation.attempt}:${installation.product}`,
      cause: causeOf("installation-failed", installation),
      lane: "high",
      title: title(installation, input),
      subject: subject(installation),
      line: installation.firstFailingLine,
      product: installation.product,
      attempt: installation.attempt,
    }));
}

function hasFailed(installation: Installation): boolean {
  return installation.outcome === "failed";
}

function keyOf(installation: Installation): string {
  return `${installation.attempt}:${installation.product}`;
}

/** "Tallybook 4.2.0 failed with 1603 on LT-2291". */
function title(installation: Installation, input: AlertsForInput): string {
  const again = installation.attempt > 1 ? ` (attempt ${installation.attempt})` : "";
  const where = input.deviceName ? `on ${input.deviceName}` : `in ${input.fileName}`;
  return `${subject(installation)} ${where}${again}`;
}

/** "Tallybook 4.2.0 failed with 1603". */
function subject({ product, exitCode, firstFailingLine }: Installation): string {
  const code = exitCode ?? firstFailingLine?.code ?? null;
  return code === null ? `${product} failed` : `${product} failed with ${code}`;
}
