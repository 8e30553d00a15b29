import { expect, it } from "vitest";
import { createCustomFormat } from "#lib/formats/custom/create-custom-format.ts";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { firstLook } from "./first-look.ts";
import { chunkedSource, coverageGap, RECEIVED_AT_MS, readAll } from "./read-all.test-kit.ts";

const tills = (version: number, level: "error" | "fatal" = "error") =>
  createCustomFormat({
    version,
    definition: formatDefinitionSchema.parse({
      id: "till-agent",
      name: "Till agent",
      fileNames: ["till-*.log"],
      pattern: { kind: "grok", text: "%{DATA:time} <%{WORD:level}> %{GREEDYDATA:message}" },
      time: { layout: "%d.%m.%Y %T", zone: "Europe/Berlin" },
      levels: { stoerung: level },
      multiLine: { kind: "unmatched" },
      lane: "medium",
    }),
  });

const LINE = "18.11.2026 08:14:02 <STOERUNG> drawer does not answer\n  retry\n";
const bytes = (count: number) => new TextEncoder().encode(LINE.repeat(count));
const source = (count = 3) => chunkedSource(bytes(count), [7, 100]);

it("reads files with an organisation's own format, in the zone that it names", async () => {
  const read = await readAll({ source: source(), fileName: "till-7.log", formats: [tills(4)] });
  expect(read.reading).toMatchObject({
    format: "till-agent",
    formatVersion: 4,
    timeZone: { zone: "Europe/Berlin", reason: expect.stringContaining("Till agent") },
  });
  expect(read.records).toHaveLength(3);
  expect(read.records[0]).toMatchObject({
    timestampUs: Date.UTC(2026, 10, 18, 7, 14, 2) * 1000,
    severityNumber: 17,
    body: "drawer does not answer\n  retry",
  });
  expect(coverageGap(read)).toBeNull();
});

it("lets the zone set for a file go before the format's", async () => {
  const read = await readAll({
    source: source(),
    formats: [tills(1)],
    format: "till-agent",
    timeZoneSetting: "UTC",
  });
  expect(read.records[0]).toMatchObject({ timestampUs: Date.UTC(2026, 10, 18, 8, 14, 2) * 1000 });
});

it("goes on with the version that a file began with, and not with another", async () => {
  const limits = { batchBytes: 600 };
  const whole = await readAll({ source: source(60), formats: [tills(1)], limits });
  const state = whole.batches[0]?.state;
  expect(whole.batches.length).toBeGreaterThan(2);
  const rest = await readAll({ source: source(60), formats: [tills(2, "fatal"), tills(1)], state, limits });
  expect(rest.records).toEqual(whole.batches.slice(1).flatMap(({ records }) => records));
  await expect(readAll({ source: source(60), formats: [tills(2)], state, limits })).rejects.toThrow("till-agent");
});

it("waits in the lane that its format names unless a rule is for it", async () => {
  const look = (lane: "high" | null) =>
    firstLook({
      source: source(),
      fileName: "till-7.log",
      receivedAtMs: RECEIVED_AT_MS,
      sizeBytes: bytes(3).length,
      format: null,
      formats: [tills(1)],
      lane: null,
      rules: {
        rules:
          lane === null
            ? []
            : [{ id: "r", name: "Tills", lane, condition: { formats: ["till-agent"] }, because: "tills", isOn: true }],
        otherwise: { lane: "low", because: "nothing" },
      },
      from: { source: "upload", deployment: null, device: null },
    });
  expect(await look(null)).toMatchObject({
    format: "till-agent",
    lane: "medium",
    laneReason: "Till agent: the lane that its format names. No rule matched.",
  });
  expect(await look("high")).toMatchObject({ lane: "high", laneReason: "Till agent: tills. Rule: Tills." });
});
