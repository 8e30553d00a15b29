import { describe, expect, it } from "vitest";
import { setupapi } from "./setupapi.ts";
import { confidence, expectLinearTime, expectSameWhenResumed, only, recordsOf } from "./windows-text.test-kit.ts";

function section(inside = "", status = "SUCCESS", title = "Device Install - USB\\A"): string {
  return `>>>  [${title}]\n>>>  Section start 2026/11/18 08:14:02.331\n${inside}<<<  Section end 2026/11/18 08:14:03.331\n<<<  [Exit status: ${status}]\n`;
}

describe("setupapi", () => {
  it("makes one record of a section", () => {
    expect(only(setupapi, section("     dvi: a\n     dvi: b\n"))).toMatchObject({
      iso: "2026-11-18T08:14:02.331Z",
      isLocalTime: true,
      processingTimeMs: 1000,
      logger: "Device Install",
      attributes: { "setupapi.target": "USB\\A", "setupapi.exit_status": "SUCCESS" },
      body: section("     dvi: a\n     dvi: b\n").trimEnd(),
    });
  });

  it.each([
    ["", "SUCCESS", "info"],
    ["!    inf:      odd\n", "SUCCESS", "warn"],
    ["!!!  sto:      wrong\n", "SUCCESS", "error"],
    ["!!!  sto:      wrong\n!    inf: odd\n", "SUCCESS", "error"],
    ["", "FAILURE(0x00000490)", "error"],
    ["     dvi: says wow!\n", "SUCCESS (REBOOT_REQUIRED)", "info"],
  ])("weighs a section with %j that ended in %s as %s", (inside, status, level) => {
    expect(only(setupapi, section(inside, status)).level).toBe(level);
  });

  it("joins the header and the boot to the section under them", () => {
    const header =
      "[Device Install Log]\n     OS Version = 10.0.26100\n\n[BeginLog]\n\n[Boot Session: 2026/11/18 07:58:03.498]\n";
    const records = recordsOf(
      setupapi,
      `${header}\n${section()}\n[Boot Session: 2026/11/19 07:58:03.498]\n\n${section()}`,
    );
    expect(records).toHaveLength(2);
    expect(records[0]).toMatchObject({ attributes: { "setupapi.header": header.trimEnd() } });
    expect(records[1]).toMatchObject({ attributes: { "setupapi.header": "[Boot Session: 2026/11/19 07:58:03.498]" } });
  });

  it("ends a section that a restart broke off at the next boot or section", () => {
    const broken = ">>>  [Install - A]\n>>>  Section start 2026/11/18 08:14:02.331\n     dvi: going down\n";
    const records = recordsOf(
      setupapi,
      `${broken}[Boot Session: 2026/11/18 09:00:00.000]\n${section()}${broken}${section()}`,
    );
    expect(records.map((record) => "attributes" in record && record.attributes?.["setupapi.exit_status"])).toEqual([
      undefined,
      "SUCCESS",
      undefined,
      "SUCCESS",
    ]);
  });

  it("makes one record of what is left of a section whose beginning was cut off", () => {
    const [cut] = section("     dvi: a\n!!!  ndv: b\n", "FAILURE(0x00000490)").split(">>>  Section start").slice(1);
    const records = recordsOf(setupapi, `${cut?.slice(cut.indexOf("\n") + 1)}${section()}     dvi: c\n${section()}`);
    expect(records).toMatchObject([
      {
        iso: "2026-11-18T08:14:03.331Z",
        level: "error",
        attributes: { "setupapi.exit_status": "FAILURE(0x00000490)" },
        body: expect.stringMatching(/^ {5}dvi: a\n.*490\)\]$/s),
      },
      { level: "info", processingTimeMs: 1000 },
      { level: "info", iso: null, body: "     dvi: c" },
      { level: "info", processingTimeMs: 1000 },
    ]);
  });

  it("rejects lines outside sections and keeps a boot under which nothing follows", () => {
    expect(recordsOf(setupapi, `outside\n${section()}[Boot Session: 2026/11/19 07:58:03.498]\n`)).toMatchObject([
      { reject: expect.stringContaining("outside any section") },
      { level: "info" },
      { iso: "2026-11-19T07:58:03.498Z" },
    ]);
  });

  it("reads the sections of Windows XP", () => {
    const text =
      "[SetupAPI Log]\nOS Version = 5.1.2600\n[2026/11/18 08:14:02 412.88 Driver Install]\n#-019 Searching\n#E358 An unsigned driver\n[2026/11/18 08:15:02 412.90]\n#W334 odd\n";
    expect(recordsOf(setupapi, text)).toMatchObject([
      { level: "error", iso: "2026-11-18T08:14:02.000Z", logger: "412.88 Driver Install" },
      { level: "warn", iso: "2026-11-18T08:15:02.000Z" },
    ]);
  });

  it.each([
    ["", "info"],
    ["Class install completed with no errors.\n", "info"],
    ["Error 1168: Element not found.\n", "error"],
    ["Class: {0}. Install failed. Error 0xe0000203: No class.\n", "error"],
    ["@ 08:14:02.331 #E144 Loading it failed. Error 193: no program.\n", "error"],
    ["@ 08:14:02.331 : #W187 Install failed, attempting to restore.\n", "warn"],
    ["#I121 Device install went well. Error 0: fine\n", "info"],
  ])("weighs an old section of %j as %s", (inside, level) => {
    expect(only(setupapi, `[2026/11/18 08:14:02 180.15]\n${inside}`)).toMatchObject({
      level,
      iso: "2026-11-18T08:14:02.000Z",
    });
  });

  it("keeps the lines of Windows XP above the first section together", () => {
    const cut = "#-166 Device install function: DIF_INSTALLDEVICE.\n@ 08:14:02.331 #E123 Failed.\n";
    expect(recordsOf(setupapi, `${cut}[2026/11/18 08:15:02 412.90]\n#-019 Searching\n`)).toMatchObject([
      { level: "error", iso: null, body: cut.trimEnd() },
      { level: "info", iso: "2026-11-18T08:15:02.000Z" },
    ]);
  });

  it.each([
    ["Windows 2000, which marks no lines", "[2026/11/18 08:14:02 180.15]\nInstalling Device Class: {0} Battery.\n"],
    ["Windows XP, cut at the front", "#-166 Device install.\n#I123 Doing full install.\n#I121 Done.\n"],
  ])("knows a log of %s", (_what, text) => {
    expect(confidence(setupapi, text)).toBeGreaterThan(0.8);
  });

  it.each([
    ["a header alone", "[SetupAPI Log]\n"],
    ["a section", section()],
    ["a section below foreign lines", `collected\nby a tool\n${section()}`],
  ])("is sure of %s", (_what, text) => {
    expect(confidence(setupapi, text)).toBeGreaterThan(0.9);
  });

  it("knows the middle of a long section", () => {
    expect(confidence(setupapi, "     dvi: a\n!    inf:      b\n     sto:   c\n!!!  ndv: d\n")).toBeGreaterThan(0.8);
  });

  it.each([
    "[Section]\nkey=value\n",
    "a:\n     abc: 1\n     def: 2\n     ghi: 3\n",
    ">>> import this\n",
    "[2026/11/18 08:14:02 INFO] x\n",
  ])("does not take %j", (text) => {
    expect(confidence(setupapi, text)).toBe(0);
  });

  it("goes on exactly when resumed", () => {
    expectSameWhenResumed(setupapi, `${section()}x\n${section("!!!  a: b\n")}`);
  });

  it("takes linear time on hostile sections", () => {
    expectLinearTime(setupapi, [
      `>>>  [${"[".repeat(900_000)}`,
      section("     dvi: [Exit status: \n".repeat(40_000)),
      "[Boot Session: ".repeat(60_000),
      ">>>  [a]\n".repeat(90_000),
      section("", "SUCCESS", " - ".repeat(300_000)),
    ]);
  });
});
