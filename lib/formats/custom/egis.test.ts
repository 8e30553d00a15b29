import { expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { definitionProblem } from "./definition-problem.ts";
import { EGIS_DEFINITION, egis } from "./egis.ts";

const LOG = [
  "2026-11-18 08:14:02.331 INFO Sensor.Enroll: template stored",
  "2026-11-18 08:14:03.002 [ERROR] [MatchEngine] no finger on the sensor",
  "  detail: timeout after 3000 ms",
  "2026-11-18T08:14:04Z | WARN | calibration is old",
].join("\n");
const detect = (fileName: string) =>
  detectFormat({ fileName, head: LOG, tail: null, receivedAtMs: Date.UTC(2026, 10, 20) }).format;

it("takes files that are named so", () => {
  for (const name of ["EgisAgent.log", "fin-lt-0147_egis_2026.log", "c:\\logs\\egis\\trace.log"]) {
    expect(detect(name)).toBe("egis");
  }
  expect(detect("service.log")).not.toBe("egis");
  expect(detect("aegis.log")).not.toBe("egis");
});

it("reads time, level, component and message", () => {
  expect(parseText(egis, LOG).pieces.map(({ parsed }) => parsed)).toMatchObject([
    { severityNumber: 9, logger: "Sensor.Enroll", body: "template stored" },
    { severityNumber: 17, logger: "MatchEngine", body: "no finger on the sensor\n  detail: timeout after 3000 ms" },
    { severityNumber: 13, body: "calibration is old", isLocalTime: false },
  ]);
});

it("is a definition like any other, but for its id", () => {
  expect(definitionProblem({ ...EGIS_DEFINITION, id: "egis-copy" })).toBeNull();
  expect(egis.defaultLane).toBe("medium");
});
