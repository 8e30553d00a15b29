import { expect, it } from "vitest";
import type { TriedObject } from "#lib/collect/try-source.ts";
import { newDraft } from "./draft.ts";
import { trialVerdicts, trialWords } from "./trial-verdicts.ts";

const draft = { ...newDraft("folder", "t"), path: "/logs" };
const object: TriedObject = {
  key: "wave 7/LT-1/app.log",
  sizeBytes: 5,
  modifiedAtMs: 0,
  passReason: null,
  deployment: null,
  device: null,
};

it("judges tried objects by what is typed since, without asking again", () => {
  expect(trialVerdicts([object], draft)).toMatchObject([{ passReason: null, deployment: null }]);
  const typed = { ...draft, exclude: "*.log", fromKey: "<deployment>/<device>/..." };
  expect(trialVerdicts([object], typed)).toMatchObject([
    { passReason: "It fits *.log, which is left out.", deployment: "wave 7", device: "LT-1" },
  ]);
});

it("says nothing while the draft can't be used, whatever is typed as keys", () => {
  expect(trialVerdicts([object], { ...draft, fromKey: "<host>" })).toBeNull();
  expect(trialVerdicts([object], { ...draft, accessKeyId: "AK" })).not.toBeNull();
});

it("counts all that was looked at, and only what is shown once something else is typed", () => {
  const words = (listed: number, exclude: string) => {
    const verdicts = trialVerdicts([object], { ...draft, exclude }) ?? [];
    return trialWords({ objects: [object], listed, taken: listed - 1 }, verdicts);
  };
  expect(words(1200, "")).toBe("Of its first 1,200 objects, 1,199 would be taken; the first 1 are:");
  expect(words(1200, "*.log")).toBe("Of its first 1 object, 0 would be taken:");
  expect(words(1, "")).toBe("Of its 1 object, 1 would be taken:");
});
