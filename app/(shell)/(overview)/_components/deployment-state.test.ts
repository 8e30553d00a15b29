import { expect, it } from "vitest";
import type { OutcomeCounts } from "#lib/model/log-file.ts";
import { deploymentState } from "./deployment-state.ts";

const NONE: OutcomeCounts = {
  failed: 0,
  cancelled: 0,
  deferred: 0,
  unknown: 0,
  in_progress: 0,
  reboot: 0,
  succeeded: 0,
};

it.each<[string, Partial<OutcomeCounts>, string]>([
  ["failures before anything else", { failed: 1044, in_progress: 6, cancelled: 2 }, "1,044 failed"],
  ["what is left while it runs", { in_progress: 214, succeeded: 2755 }, "214 left"],
  ["what was put off", { deferred: 3, succeeded: 9 }, "3 deferred"],
  ["what was cancelled", { cancelled: 2, succeeded: 9 }, "2 cancelled"],
  ["that it is finished, reboots or not", { reboot: 3, succeeded: 61, unknown: 1 }, "Finished"],
  ["that nothing is known", { unknown: 3 }, "Unknown"],
  ["that nothing is known without devices", {}, "Unknown"],
])("says %s", (_name, counts, label) => {
  expect(deploymentState({ ...NONE, ...counts }).label).toBe(label);
});
