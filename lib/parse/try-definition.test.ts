import { expect, it } from "vitest";
import { tryDefinition } from "./try-definition.ts";

const definition = {
  id: "till-agent",
  name: "Till agent",
  pattern: { kind: "grok", text: "%{TIMESTAMP_ISO8601:time} <%{WORD:level}> %{GREEDYDATA:message}" },
  time: { layout: "iso" },
};
const tried = (
  changes: object,
  sample = "2026-11-18T08:14:02Z <warn> slow\nodd line\n2026-02-31T08:14:02Z <info> x\n",
) => tryDefinition({ ...definition, ...changes }, { sample, fileName: "a.log", receivedAtMs: Date.UTC(2026, 10, 20) });

it("says what a sample becomes, and what does not fit first", async () => {
  expect(await tried({})).toMatchObject({
    problem: null,
    records: 2,
    rejects: 1,
    withoutTime: 1,
    rows: [{ severityNumber: 13, body: "slow" }, { kind: "reject" }, { timestampUs: null }],
    firstReject: {
      recordNumber: 2,
      text: "odd line",
      stop: { fits: "", expected: "%{TIMESTAMP_ISO8601:time}" },
    },
    isNameFitting: null,
  });
});

it.each([
  [{ id: "Big Id" }, "id"],
  [{ id: "msi" }, "id"],
  [{ pattern: { kind: "grok", text: "" } }, "pattern.text"],
  [{ pattern: { kind: "grok", text: "%{NOPE:a}" } }, "pattern.text"],
  [{ time: { layout: "%Q" } }, "time.layout"],
])("says which field of %j is wrong", async (changes, field) => {
  expect((await tried(changes)).problem?.field).toBe(field);
});

it.each([
  ["a name that fits", { fileNames: ["a*"] }, 0.7, true],
  ["a name that does not", { fileNames: ["b*"] }, 0.4, false],
  ["a name that must fit but does not", { fileNames: ["b*"], isNameRequired: true }, 0, false],
])("says whether detection would take the sample by %s", async (_name, changes, least, isNameFitting) => {
  const trial = await tried(changes);
  expect(trial.isNameFitting).toBe(isNameFitting);
  expect(trial.confidence).toBeGreaterThanOrEqual(least);
  if (least === 0) expect(trial.confidence).toBe(0);
});

it("reads an empty sample as nothing", async () => {
  expect(await tried({}, "")).toMatchObject({ problem: null, records: 0, rejects: 0 });
});
