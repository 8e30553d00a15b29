import { describe, expect, it } from "vitest";
import { suggestTarget, targetOfPath } from "./suggest-target.ts";

describe("suggestTarget", () => {
  it.each([
    ["files without a folder say nothing", ["a.log", "b.log"], { deployment: null, device: null }],
    ["the outer folder is the deployment", ["Wave 7/a.log", "Wave 7/b.log"], { deployment: "Wave 7", device: null }],
    [
      "the folder inside it is the device",
      ["Wave 7/LT-1/a.log", "Wave 7/LT-1/b.log"],
      { deployment: "Wave 7", device: "LT-1" },
    ],
    [
      "several devices stay with their folders",
      ["Wave 7/LT-1/a.log", "Wave 7/LT-2/a.log"],
      { deployment: "Wave 7", device: "by folder" },
    ],
    [
      "two deployments in one batch are left to the person",
      ["Wave 7/a.log", "Wave 8/a.log"],
      { deployment: null, device: null },
    ],
    [
      "folders that only say where logs lie are passed over",
      ["Logs/Wave 7/a.log"],
      { deployment: "Wave 7", device: null },
    ],
  ])("%s", (_name, paths, expected) => {
    expect(suggestTarget(paths)).toEqual(expected);
  });

  it("names the device of one file by its own folder", () => {
    expect(targetOfPath("Wave 7/LT-2/deep/ime.log")).toEqual({ deployment: "Wave 7", device: "LT-2" });
  });
});
