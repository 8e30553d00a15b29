import { describe, expect, test } from "vitest";
import { setupPhase } from "./setup-phase.ts";

describe("phases of Windows Setup", () => {
  test.each([
    ["0x20017", "SafeOS", "booting"],
    ["0x30018", "FirstBoot", "running sysprep"],
    ["0x4000D", "OOBE", "migrating data"],
    ["0x10003", "Downlevel", "installing updates"],
  ])("%s is %s, %s", (code, phase, operation) => {
    expect(setupPhase(code)).toEqual({ phase, operation });
  });

  test.each(["0x2001", "0x90017", "20017", ""])("%j is none", (code) => {
    expect(setupPhase(code)).toBeNull();
  });
});
