import { expect, it } from "vitest";
import { bundleDevice } from "./bundle-device.ts";

it.each([
  ["FIN-LT-0147.zip", "FIN-LT-0147"],
  ["exports/DiagLogs-FIN-LT-0147-20260302.zip", "FIN-LT-0147"],
  ["FIN-LT-0147_diagnostics.tar.gz", "FIN-LT-0147"],
  ["Logs FIN-LT-0147 (2).zip", "FIN-LT-0147"],
  ["diagnostics.zip", null],
  ["logs-2026-03-02.zip", null],
  ["2026-03-02.zip", null],
  ["FIN-LT-0147_FIN-LT-0148.zip", null],
  ["tallybook-4.2.zip", null],
])("%s tells the device %s", (name, device) => {
  expect(bundleDevice(name)).toBe(device);
});
