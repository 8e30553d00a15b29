import { describe, expect, it } from "vitest";
import type { Installation, InstallationOutcome } from "#lib/model/log-file.ts";
import { alertsFor } from "./alerts-for.ts";

const line = {
  recordNumber: 7,
  byteOffset: 900,
  timestampUs: 1,
  text: "GrantAcl: Error 0x80070534",
  code: "0x80070534",
};

function installation(outcome: InstallationOutcome, own: Partial<Installation> = {}): Installation {
  const isFailed = outcome === "failed";
  return {
    product: "Tallybook 4.2.0",
    attempt: 1,
    outcome,
    exitCode: isFailed ? "1603" : null,
    startedAtUs: 1,
    finishedAtUs: null,
    firstFailingLine: isFailed ? line : null,
    ...own,
  };
}

const file = { fileId: "f1", fileName: "tallybook.log" };

describe("alertsFor", () => {
  it("tells a failure once, when the outcome turns to failed", () => {
    const running = [installation("in_progress")];
    const failed = [installation("failed")];
    expect(alertsFor({ ...file, before: [], after: running })).toEqual([]);
    expect(alertsFor({ ...file, before: running, after: failed })).toHaveLength(1);
    expect(alertsFor({ ...file, before: failed, after: failed })).toEqual([]);
  });

  it("names product, code and device in plain words and carries the failing line", () => {
    const [alert] = alertsFor({ ...file, deviceName: "LT-2291", before: [], after: [installation("failed")] });
    expect(alert).toEqual({
      rule: "installation-failed",
      fingerprint: "installation-failed:f1:1:Tallybook 4.2.0",
      cause: "installation-failed:tallybook 4.2.0:0x80070534",
      lane: "high",
      title: "Tallybook 4.2.0 failed with 1603 on LT-2291",
      subject: "Tallybook 4.2.0 failed with 1603",
      line,
      product: "Tallybook 4.2.0",
      attempt: 1,
    });
  });

  it("names the file when the device is unknown, and the line's code when there is no exit code", () => {
    const [alert] = alertsFor({ ...file, before: [], after: [installation("failed", { exitCode: null })] });
    expect(alert?.title).toBe("Tallybook 4.2.0 failed with 0x80070534 in tallybook.log");
  });

  it("tells each failed attempt by itself", () => {
    const first = installation("failed");
    const second = installation("failed", { attempt: 2 });
    const alerts = alertsFor({ ...file, deviceName: "LT-2291", before: [first], after: [first, second] });
    expect(alerts.map(({ title }) => title)).toEqual(["Tallybook 4.2.0 failed with 1603 on LT-2291 (attempt 2)"]);
  });

  it("keeps the fingerprint when more becomes known about the same failure", () => {
    const early = alertsFor({ ...file, before: [], after: [installation("failed", { exitCode: null })] });
    const late = alertsFor({ ...file, deviceName: "LT-2291", before: [], after: [installation("failed")] });
    expect(early[0]?.fingerprint).toBe(late[0]?.fingerprint);
  });

  it.each(["succeeded", "reboot", "cancelled", "deferred", "in_progress", "unknown"] as const)(
    "tells nothing of %s",
    (outcome) => {
      expect(alertsFor({ ...file, before: [], after: [installation(outcome)] })).toEqual([]);
    },
  );
});
