import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { startTestBench, type TestBench } from "./testing/test-bench.ts";

describe("a run", () => {
  let bench: TestBench;

  beforeAll(async () => {
    bench = await startTestBench({
      serverUrl: inject("databaseUrl"),
      settings: { maxStepsPerRun: 5, maxStateBytes: 3_000 },
      functions: (client) => [
        client.createFunction({ id: "steps", triggers: [{ event: "steps" }] }, async ({ step, event }) => {
          for (let index = 0; index < event.data.count; index++) {
            await step.run(`step ${index}`, () => "x".repeat(event.data.characters));
          }
        }),
      ],
    });
  });
  afterAll(() => bench.stop());

  it.each([
    ["with as many steps and bytes as it may have completes", { count: 5, characters: 500 }, "Completed", null],
    ["with one step more fails and says so", { count: 6, characters: 1 }, "Failed", "more than 5 steps"],
    [
      "whose steps return too much in all fails and says so",
      { count: 4, characters: 900 },
      "Failed",
      "exceed 3000 bytes",
    ],
  ])("%s", async (_name, data, status, message) => {
    const [run] = await bench.finished(await bench.send({ name: "steps", data }));
    expect(run?.status).toBe(status);
    if (message !== null) expect(JSON.stringify(run?.output)).toContain(message);
  });
});
