import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { createInstallationTracker } from "./installation-tracker.ts";
import { observeText, recordsOf } from "./observe-text.test-kit.ts";

const fixture = (name: string) => readFileSync(new URL(`../formats/fixtures/${name}`, import.meta.url), "utf8");

const LOGS = [
  ["msi", "msi-failed.log"],
  ["msi", "msi-german.log"],
  ["cmtrace", "cmtrace-intune.log"],
  ["cmtrace", "cmtrace-configmgr.log"],
] as const;

const FORMATS = [
  ...["msi", "cmtrace", "burn", "chocolatey", "psadt", "inno", "panther", "cbs", "dism", "windows-update", "dsregcmd"],
  ...["plain", "syslog", "pino", "postgres"],
];

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

  it("goes on from a state that an older version wrote", () => {
    const records = recordsOf("msi", fixture("msi-failed.log"));
    const first = createInstallationTracker({ format: "msi", fileName: "x.log" });
    for (const record of records.slice(0, 12)) first.observe(record);
    const { own } = first.state() as { own: { run: Record<string, unknown> } };
    const { failedAction: _action, exit: _exit, ...run } = own.run;
    const old = { ...own, run } as Parameters<typeof createInstallationTracker>[0]["state"];
    const tracker = createInstallationTracker({ format: "msi", fileName: "x.log", state: old });
    for (const record of records.slice(12)) tracker.observe(record);
    expect(tracker.failingLine()).toMatchObject({ recordNumber: 17 });
  });

  it("knows no installations of a format that has none, and explains its errors", () => {
    const tracker = createInstallationTracker({ format: "pino", fileName: "x.log" });
    for (const record of recordsOf("msi", fixture("msi-failed.log"))) tracker.observe(record);
    expect([tracker.installations(), tracker.deviceName()]).toEqual([[], null]);
    expect(tracker.failingLine()).not.toBeNull();
  });

  it.each(FORMATS)("takes linear time on hostile %s records", (format) => {
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
      "Package: ",
      "HRESULT = 0x8",
      "Operation setup phase Result = ",
      "Title = ",
      "error 0x80070005: ",
      "\tFailure\tContent Install\t",
      " - x (exited 1",
      "\"'",
      "a1",
      "retry succeeded after attempt listening on ",
      "terminated server process ",
    ];
    const heads = ["Win32App omputerName exit code [ completed \n", "REPORT EVENT: ", "Exec: Processing started. ", ""];
    const bodies = hostile.map((part, index) => `${heads[index % heads.length]}${part.repeat(80_000)}`);
    expectLinearWork(bodies, (body) => {
      const tracker = createInstallationTracker({ format, fileName: "x.log" });
      for (const [index, logger] of ["MSI (s)", "ccmsetup", "AppEnforce", "TSManager", "other"].entries()) {
        tracker.observe({
          kind: "record",
          recordNumber: index + 1,
          byteOffset: 0,
          byteLength: 1,
          timestampUs: null,
          severityNumber: 17,
          logger,
          body,
        });
      }
      expect(JSON.stringify(tracker.state()).length).toBeLessThan(200_000);
    });
  });

  it.each(FORMATS)("keeps the state of a %s log small however many errors and attempts it holds", (format) => {
    const tracker = createInstallationTracker({ format, fileName: "x.log" });
    for (let n = 1; n <= 5000; n++) {
      const word = String.fromCharCode(97 + (n % 26), 97 + ((n >> 3) % 26), 97 + ((n >> 6) % 26));
      const bodies = [
        `${word} failed with error 0x8007${n.toString(16).padStart(4, "0")} ${"x".repeat(900)}`,
        `Burn v3.14 ${word}`,
        `${word} v${n}.0 [Approved]`,
        `[${word}${n}] setup started.`,
        "Log opened.",
        `Exec: Processing started. Client: x, Session: ${n}, Package: ${word}${n}~1~2~3~4`,
        `DISM.EXE: Executing command line: dism /add-package:${word}${n}`,
        `Windows has started installing the following update: ${word}${n}`,
        `uncaught exception ${word}, exiting`,
        "SetupHost Logging Begin",
      ];
      tracker.observe({
        kind: "record",
        recordNumber: n,
        byteOffset: n,
        byteLength: 1,
        timestampUs: n * 1_000_000,
        severityNumber: 17,
        body: bodies[n % bodies.length] ?? "",
      });
    }
    expect(JSON.stringify(tracker.state()).length).toBeLessThan(250_000);
  });
});
