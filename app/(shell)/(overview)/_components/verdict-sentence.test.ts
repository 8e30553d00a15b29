import { describe, expect, it } from "vitest";
import type { Overview } from "#lib/queries/read-overview.ts";
import { causeSentence, verdictSentence } from "./verdict-sentence.ts";

type Facts = Partial<Overview["failing"]> & { top?: number; causes?: number; done?: number; withErrors?: number };

function overview({
  top = 1,
  causes = 1,
  done = 0,
  withErrors = 0,
  ...failing
}: Facts): Parameters<typeof verdictSentence>[0] {
  const targets = failing.targets ?? 0;
  return {
    doneInDay: done,
    filesWithErrors: { count: withErrors },
    failing: { deployments: 0, onlyDeployment: null, targets, devices: targets, outside: 0, ...failing },
    causes: Array.from({ length: targets > 0 ? causes : 0 }, (_, index) => ({ targets: index === 0 ? top : 1 })),
  };
}

const wave = { id: "1", name: "Wave 7", targets: 300 };

describe("the verdict", () => {
  it.each<[string, Facts, string]>([
    [
      "many deployments with one large cause",
      { deployments: 3, targets: 57, top: 41, causes: 3 },
      "Three deployments are failing. One line explains 41 of the 57 failed devices.",
    ],
    [
      "one deployment by its name, with its size",
      { deployments: 1, onlyDeployment: wave, targets: 44, top: 41, causes: 2 },
      "Wave 7 is failing on 44 of 300 devices. One line explains 41 of them.",
    ],
    [
      "one cause for all",
      { deployments: 1, onlyDeployment: wave, targets: 44, top: 44 },
      "Wave 7 is failing on 44 of 300 devices. One line explains all of them.",
    ],
    [
      "a single device",
      { deployments: 1, onlyDeployment: { ...wave, targets: 3 }, targets: 1 },
      "Wave 7 is failing on 1 of 3 devices. This is the line.",
    ],
    [
      "a deployment of one",
      { deployments: 1, onlyDeployment: { ...wave, targets: 1 }, targets: 1 },
      "Wave 7 is failing on its only device. This is the line.",
    ],
    [
      "as many causes as devices",
      { deployments: 2, targets: 3, top: 1, causes: 3 },
      "Two deployments are failing. Each of the 3 failed devices stopped at a line of its own.",
    ],
    [
      "failures outside of any deployment",
      { targets: 2, outside: 2, top: 2 },
      "Installations failed on 2 devices. One line explains all of them.",
    ],
    [
      "files that name no device",
      { targets: 2, devices: 0, outside: 2, top: 2 },
      "Installations failed in 2 files. One line explains all of them.",
    ],
    [
      "failures within and outside of deployments",
      { deployments: 1, onlyDeployment: wave, targets: 5, outside: 2, top: 3, causes: 2 },
      "Wave 7 is failing, and 2 devices outside of it. One line explains 3 of the 5 failed devices.",
    ],
    ["nothing wrong, with what is done", { done: 3484 }, "Nothing is failing. 3,484 devices done in 24 h."],
    ["nothing wrong, one done", { done: 1 }, "Nothing is failing. 1 device done in 24 h."],
    ["errors outside of installations", { withErrors: 2, done: 5 }, "No installation is failing. 2 files have errors."],
    ["errors in one file", { withErrors: 1 }, "No installation is failing. 1 file has errors."],
    ["nothing at all", {}, "Nothing is failing. No installation in 24 h."],
  ])("says %s", (_name, facts, sentence) => {
    expect(verdictSentence(overview(facts))).toBe(sentence);
  });
});

describe("a further cause", () => {
  const cause = { targets: 12, devices: 12, product: "Autopilot", line: null, file: { format: "cmtrace" } };
  it.each([
    [
      "devices with the meaning of the code",
      { ...cause, line: { code: "0x80070005" } },
      "12 devices",
      ": Access denied",
    ],
    [
      "devices with the product when nothing explains the code",
      { ...cause, line: { code: "77123" } },
      "12 devices",
      " fail at Autopilot",
    ],
    ["one file", { ...cause, targets: 1, devices: 0 }, "1 file", " fails at Autopilot"],
  ])("counts %s", (_name, one, who, what) => {
    expect(causeSentence(one)).toEqual({ who, what });
  });
});
