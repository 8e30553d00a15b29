import { describe, expect, it } from "vitest";
import { suggestTarget, type TargetEvidence, targetOfPath } from "./suggest-target.ts";

const file = (path: string, log: Partial<TargetEvidence> = {}) => ({ path, deviceName: null, products: [], ...log });
const folder = (name: string) => ({ name, from: "folder" });
const content = (name: string) => ({ name, from: "content" });

describe("suggestTarget", () => {
  it.each([
    ["files without a folder say nothing", ["a.log", "b.log"], { deployment: null, device: null }],
    [
      "the outer folder is the deployment",
      ["Wave 7/a.log", "Wave 7/b.log"],
      { deployment: folder("Wave 7"), device: null },
    ],
    [
      "the folder inside it is the device",
      ["Wave 7/LT-1/a.log", "Wave 7/LT-1/b.log"],
      { deployment: folder("Wave 7"), device: folder("LT-1") },
    ],
    [
      "several devices stay with their folders",
      ["Wave 7/LT-1/a.log", "Wave 7/LT-2/a.log"],
      { deployment: folder("Wave 7"), device: "by folder" },
    ],
    [
      "two deployments in one batch are left to the person",
      ["Wave 7/a.log", "Wave 8/a.log"],
      { deployment: null, device: null },
    ],
    [
      "folders that only say where logs lie are passed over",
      ["Logs/Wave 7/a.log"],
      { deployment: folder("Wave 7"), device: null },
    ],
  ])("%s", (_name, paths, expected) => {
    expect(suggestTarget(paths.map((path) => file(path)))).toEqual(expected);
  });

  it.each([
    [
      "a log names its device and its product",
      [file("a.log", { deviceName: "LT-1", products: ["Tallybook 4.2.0"] })],
      { deployment: content("Tallybook 4.2.0"), device: content("LT-1") },
    ],
    [
      "folders count more than content",
      [file("Wave 7/LT-9/a.log", { deviceName: "LT-1", products: ["Tallybook 4.2.0"] })],
      { deployment: folder("Wave 7"), device: folder("LT-9") },
    ],
    [
      "logs of several devices keep theirs",
      [file("a.log", { deviceName: "LT-1" }), file("b.log", { deviceName: "LT-2" })],
      { deployment: null, device: "by content" },
    ],
    [
      "a log without a device is not given that of another",
      [file("a.log", { deviceName: "LT-1" }), file("b.log")],
      { deployment: null, device: "by content" },
    ],
    [
      "several products are no deployment, nor is one without a name",
      [file("a.log", { products: ["A", "B"] })],
      { deployment: null, device: null },
    ],
    [
      "a product that only one of the logs names is no deployment",
      [file("a.log", { products: ["Tallybook 4.2.0"] }), file("b.log")],
      { deployment: null, device: null },
    ],
    [
      "a product without a name is no deployment",
      [file("a.log", { products: ["Unknown product"] })],
      { deployment: null, device: null },
    ],
  ])("%s", (_name, files, expected) => {
    expect(suggestTarget(files)).toEqual(expected);
  });

  it("names the device of one file by its own folder", () => {
    expect(targetOfPath("Wave 7/LT-2/deep/ime.log")).toEqual({ deployment: "Wave 7", device: "LT-2" });
  });
});
