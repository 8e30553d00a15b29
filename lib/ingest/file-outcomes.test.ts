import { describe, expect, it } from "vitest";
import { createInstallationTracker } from "#lib/deployments/installation-tracker.ts";
import { recordsOf } from "#lib/deployments/observe-text.test-kit.ts";
import { fileOutcomes } from "./file-outcomes.ts";

const LOG = [
  "=== Verbose logging started: 11/18/2026  9:00:00  Build type: SHIP UNICODE 5.00  Calling process: x.exe ===",
  "MSI (c) (2C:48) [09:00:01:000]: ******* RunEngine:",
  "           ******* Product: C:\\depot\\tallybook-4.2.0.msi",
  "Property(S): ProductName = Tallybook",
  "Property(S): ProductVersion = 4.2.0",
  "Property(S): ComputerName = LT-2291",
  "MSI (c) (2C:48) [09:00:02:000]: MainEngineThread is returning 1603",
];

describe("fileOutcomes", () => {
  it("tells each change once, takes back a name that was not final, and names the device in the alert", () => {
    const tracker = createInstallationTracker({ format: "msi", fileName: "x.log" });
    const outcomes = fileOutcomes({ id: "f1", name: "x.log", deviceName: null }, tracker);
    const told = recordsOf("msi", LOG.join("\n")).map((record) => {
      tracker.observe(record);
      const change = outcomes.changes();
      return {
        now: change?.installations.map(({ product, outcome }) => `${product} ${outcome}`) ?? [],
        gone: change?.renamed.map(({ product }) => product) ?? [],
        alerts: change?.alerts.map(({ title }) => title) ?? [],
      };
    });
    expect(told).toEqual([
      { now: ["tallybook-4.2.0 in_progress"], gone: [], alerts: [] },
      { now: ["Tallybook in_progress"], gone: ["tallybook-4.2.0"], alerts: [] },
      { now: ["Tallybook 4.2.0 in_progress"], gone: ["Tallybook"], alerts: [] },
      { now: [], gone: [], alerts: [] },
      { now: ["Tallybook 4.2.0 failed"], gone: [], alerts: ["Tallybook 4.2.0 failed with 1603 on LT-2291"] },
    ]);
  });

  it("names the device that the file was sent for, whatever its content says", () => {
    const tracker = createInstallationTracker({ format: "msi", fileName: "x.log" });
    const outcomes = fileOutcomes({ id: "f1", name: "x.log", deviceName: "LT-2307" }, tracker);
    for (const record of recordsOf("msi", LOG.join("\n"))) tracker.observe(record);
    expect(outcomes.changes()?.alerts.map(({ title }) => title)).toEqual([
      "Tallybook 4.2.0 failed with 1603 on LT-2307",
    ]);
  });
});
