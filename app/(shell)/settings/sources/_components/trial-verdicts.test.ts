import { expect, it } from "vitest";
import type { TriedObject } from "#lib/collect/try-source.ts";
import { newDraft } from "./draft.ts";
import { trialVerdicts } from "./trial-verdicts.ts";

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
