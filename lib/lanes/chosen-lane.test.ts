import { describe, expect, it } from "vitest";
import { chosenLane } from "./chosen-lane.ts";

describe("chosenLane", () => {
  it.each([
    [
      "names who chose and what the content says",
      { lane: "high", by: "ann@example.org" },
      { lane: "low", reason: "Text: nothing in sight." },
      "Chosen by ann@example.org at upload. Its content says Low: Text: nothing in sight.",
    ],
    [
      "says when both agree",
      { lane: "low", by: "ann@example.org" },
      { lane: "low", reason: "Text: nothing in sight." },
      "Chosen by ann@example.org at upload. Its content says the same: Text: nothing in sight.",
    ],
    [
      "names a source",
      { lane: "high", source: "Gateway logs" },
      { lane: "low", reason: "Text: nothing in sight." },
      "Chosen by the source Gateway logs. Its content says Low: Text: nothing in sight.",
    ],
    [
      "does without a name",
      { lane: "medium", by: null },
      { lane: "high", reason: "MSI log: the installation failed." },
      "Chosen at upload. Its content says High: MSI log: the installation failed.",
    ],
  ] as const)("%s", (_name, chosen, content, reason) => {
    expect(chosenLane(chosen, content)).toEqual({ lane: chosen.lane, reason });
  });
});
