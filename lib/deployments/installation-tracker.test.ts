import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createInstallationTracker } from "./installation-tracker.ts";
import { observeText, recordsOf } from "./observe-text.test-kit.ts";

const fixture = (name: string) => readFileSync(new URL(`../formats/fixtures/${name}`, import.meta.url), "utf8");

const LOGS = [
  ["msi", "msi-failed.log"],
  ["msi", "msi-german.log"],
  ["cmtrace", "cmtrace-intune.log"],
  ["cmtrace", "cmtrace-configmgr.log"],
] as const;

describe("createInstallationTracker", () => {
  it.each(LOGS)("says the same of a %s log wherever it is resumed (%s)", (format, name) => {
    const text = fixture(name);
    const whole = observeText(format, text);
    const indexes = fc.array(fc.nat({ max: recordsOf(format, text).length }), { maxLength: 8 });
    fc.assert(
      fc.property(indexes, (resumeAt) => {
        expect(observeText(format, text, resumeAt)).toEqual(whole);
      }),
    );
  });

  it("knows no installations of a format that has none, and explains its errors", () => {
    const tracker = createInstallationTracker({ format: "pino", fileName: "x.log" });
    for (const record of recordsOf("msi", fixture("msi-failed.log"))) tracker.observe(record);
    expect([tracker.installations(), tracker.deviceName()]).toEqual([[], null]);
    expect(tracker.failingLine()).not.toBeNull();
  });

  it.each(["msi", "cmtrace"] as const)("takes linear time on hostile %s records", (format) => {
    const hostile = [
      "error ",
      "0x80070001 ",
      "attempt ",
      " -- ",
      "app ",
      "id ",
      "name=",
      "Win32App ",
      "ComputerName ",
      "[",
      "exit code ",
    ];
    const tracker = createInstallationTracker({ format, fileName: "x.log" });
    const startMs = performance.now();
    for (const [index, part] of hostile.entries()) {
      for (const component of ["MSI (s)", "ccmsetup", "AppEnforce", "TSManager", "other"]) {
        const body = `Win32App omputerName exit code [ completed \n${part.repeat(80_000)}`;
        tracker.observe({
          kind: "record",
          recordNumber: index + 1,
          byteOffset: 0,
          byteLength: 1,
          timestampUs: null,
          severityNumber: 17,
          logger: component,
          body,
        });
      }
    }
    expect(performance.now() - startMs).toBeLessThan(3000);
  });
});
