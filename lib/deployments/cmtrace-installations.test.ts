import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusText, hasCorpus } from "#lib/formats/corpus.test-kit.ts";
import { observeText, summary } from "./observe-text.test-kit.ts";

const fixture = (name: string) => readFileSync(new URL(`../formats/fixtures/${name}`, import.meta.url), "utf8");

const APP = "7c0d4f52-6d1b-4d0e-8a43-0b6b7a1f9d11";

interface Line {
  component?: string;
  type?: string;
  thread?: string;
}

function log(component: string, ...lines: (string | [string, Line])[]): string {
  return lines
    .map((line): [string, Line] => (typeof line === "string" ? [line, {}] : line))
    .map(
      ([message, own]) =>
        `<![LOG[${message}]LOG]!><time="09:00:00.000+00" date="11-18-2026" component="${own.component ?? component}" context="" type="${own.type ?? "1"}" thread="${own.thread ?? "7"}" file="">\n`,
    )
    .join("");
}

const intune = (...lines: (string | [string, Line])[]) => log("IntuneManagementExtension", ...lines);

describe("installations of the Intune agent", () => {
  it("names the apps and gives each its outcome", () => {
    expect(summary("cmtrace", fixture("cmtrace-intune.log"))).toEqual([
      "Tallybook | 1 failed 1603 #5 1603 [Win32App] lpExitCode 1603",
      "Ledger Viewer | 1 reboot 3010",
    ]);
  });

  it("believes the admin's table of return codes rather than the code", () => {
    const start = `[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`;
    const success = intune(start, "[Win32App] lpExitCode 42", "[Win32App] lpExitCode 42 is defined as Success");
    expect(summary("cmtrace", success)).toEqual([`Win32 app ${APP} | 1 succeeded 42`]);
    const failed = intune(start, "[Win32App] lpExitCode 3010", "[Win32App] lpExitCode is defined as Failed");
    expect(summary("cmtrace", failed)[0]).toContain("1 failed 3010");
  });

  it("counts a new download or start after the end as a new attempt, but no line about the old one", () => {
    const start = `[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`;
    const text = intune(
      start,
      "[Win32App] lpExitCode 1618",
      `[Win32App] Install command line: a.exe for app with id: ${APP}`,
      start,
      "[Win32App] lpExitCode 1603",
      start,
      "[Win32App] lpExitCode 0",
      `[Win32App] Granted execution for app with id: ${APP}`,
    );
    expect(summary("cmtrace", text).map((line) => line.split(" #")[0])).toEqual([
      `Win32 app ${APP} | 1 failed 1603`,
      `Win32 app ${APP} | 2 succeeded 0`,
    ]);
  });

  it("takes a success back when the app is not found right after it", () => {
    const text = intune(
      `[Win32App] Installation is done for app with id: ${APP}, exit code: 0`,
      `[Win32App] Detection state for app with id: ${APP} = Not Detected`,
    );
    expect(summary("cmtrace", text)).toEqual([
      `Win32 app ${APP} | 1 failed 0 #2 - [Win32App] Detection state for app with id: ${APP} = Not Detected`,
    ]);
  });

  it("fails an app whose installer timed out", () => {
    const text = intune(
      `[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`,
      "[Win32App] Installer process timed out",
    );
    expect(summary("cmtrace", text)[0]).toContain("1 failed - #2 - [Win32App] Installer process timed out");
  });

  it("gives an exit code of another thread to no app", () => {
    const text = intune(`[Win32App] Install command line: a.exe for app with id: ${APP}`, [
      "[Win32App] Installation is done, exit code: 1603",
      { thread: "44" },
    ]);
    expect(summary("cmtrace", text)).toEqual([`Win32 app ${APP} | 1 in_progress -`]);
  });

  it("takes the reported state when no exit code was seen", () => {
    const report = `[Win32App][ReportingManager] Execution state for app with id: ${APP} has been updated. Report delta: {"EnforcementState":{"OldValue":"InProgress","NewValue":"Error"},"EnforcementErrorCode":{"OldValue":null,"NewValue":-2147023293}}`;
    expect(summary("cmtrace", intune(report))[0]).toContain(`Win32 app ${APP} | 1 failed 0x80070643`);
  });

  it("keeps its state small however many apps a log names", () => {
    const id = (index: number) => `${index.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;
    const text = intune(
      ...Array.from(
        { length: 1000 },
        (_, index) => `[Win32App] Installation is done for app with id: ${id(index)}, exit code: 1603`,
      ),
    );
    const { state, installations } = observeText("cmtrace", text);
    expect(installations).toHaveLength(200);
    expect(JSON.stringify(state).length).toBeLessThan(150_000);
  });
});

describe("installations of ConfigMgr", () => {
  it("follows ccmsetup over to its service and finds the line with the code it fails with", () => {
    const { installations, deviceName } = observeText("cmtrace", fixture("cmtrace-configmgr.log"));
    expect(deviceName).toBe("LT-2291");
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({
      product: "ConfigMgr client",
      outcome: "failed",
      exitCode: "0x80190194",
      firstFailingLine: { recordNumber: 8, code: "0x80190194" },
    });
  });

  it.each([
    ["0", "succeeded"],
    ["7", "reboot"],
    ["6", "failed"],
  ])("takes ccmsetup's return code %s for %s", (code, outcome) => {
    const text = log(
      "ccmsetup",
      "==========[ ccmsetup started in process 1 ]==========",
      `CcmSetup is exiting with return code ${code}`,
    );
    expect(observeText("cmtrace", text).installations[0]).toMatchObject({ outcome, exitCode: code });
  });

  it("reads the enforcement of an app", () => {
    const text = log(
      "AppEnforce",
      '+++ Starting Install enforcement for App DT "Tallybook 4.2 - Windows Installer" ApplicationDeliveryType - ScopeId_1',
      "    Process 4324 terminated with exitcode: 1603",
      ["    Unmatched exit code (1603) is considered an execution failure.", { type: "2" }],
      "++++++ App enforcement completed (10 seconds) for App DT",
      '+++ Starting Install enforcement for App DT "Tallybook 4.2 - Windows Installer" ApplicationDeliveryType - ScopeId_1',
      "    Process 4399 terminated with exitcode: 3010",
      "    Matched exit code 3010 to a SoftReboot entry in exit codes table.",
    );
    expect(summary("cmtrace", text).map((line) => line.split(" #")[0])).toEqual([
      "Tallybook 4.2 - Windows Installer | 1 failed 1603",
      "Tallybook 4.2 - Windows Installer | 2 reboot 3010",
    ]);
  });
});

describe("task sequences", () => {
  it("blames the step that aborted the task sequence, not the one that was skipped over", () => {
    const text = log(
      "TSManager",
      "Set a global environment variable _SMSTSPackageName=Windows 11 laptops",
      "Set a global environment variable OSDComputerName=LT-2291",
      "Start executing an instruction. Instruction name: Update BIOS. Instruction pointer: 3",
      ["Error 0x80070002 reading the BIOS file", { type: "3" }],
      "The action (Update BIOS) failed; continue on error is set",
      "Start executing an instruction. Instruction name: Install Tallybook. Instruction pointer: 4",
      ["Download failed. Code 0x80072ee7", { type: "3", component: "InstallSoftware" }],
      ["Failed to run the action: Install Tallybook.", { type: "3" }],
      [
        "The execution of the group (Apps) has failed and the execution has been aborted. An action failed.",
        { type: "3" },
      ],
      "Start executing an instruction. Instruction name: Gather logs. Instruction pointer: 9",
      ["Task Sequence Engine failed! Code: enExecutionFail", { type: "3" }],
      ["Task sequence execution failed with error code 80004005", { type: "3" }],
    );
    expect(observeText("cmtrace", text).deviceName).toBe("LT-2291");
    expect(summary("cmtrace", text)).toEqual([
      "Windows 11 laptops | 1 failed 0x80072ee7 #7 0x80072ee7 Download failed. Code 0x80072ee7",
    ]);
  });

  it("reads MDT's end and its FAILURE line, though both are information", () => {
    const text = log(
      "LiteTouch",
      ["Property TaskSequenceName is now = Standard client", { component: "Wizard" }],
      "Property OSDComputerName is now = WS-118",
      "LTI beginning deployment",
      ["FAILURE ( 7712 ): Unable to find the image.", { component: "LTIApply" }],
      "Litetouch deployment failed, Return Code = -2147467259  0x80004005",
    );
    expect(observeText("cmtrace", text).deviceName).toBe("WS-118");
    expect(summary("cmtrace", text)).toEqual([
      "Standard client | 1 failed 0x80004005 #4 - FAILURE ( 7712 ): Unable to find the image.",
    ]);
  });

  it("leaves a task sequence in progress that restarts the device", () => {
    const text = log(
      "LiteTouch",
      "LTI beginning deployment",
      "Command completed, return code = -2147021886",
      "LTI initiating task sequence-requested reboot.",
    );
    expect(summary("cmtrace", text)).toEqual(["Task sequence | 1 in_progress -"]);
  });
});

describe("installation scripts", () => {
  it.each([
    [
      "[Installation] :: Tallybook 4.2.0 Installation completed with exit code [60001].",
      "Tallybook 4.2.0 | 1 failed 60001",
    ],
    [
      "Tallybook 4.2.0 Installation completed in [12.5] seconds with exit code [3010].",
      "Tallybook 4.2.0 | 1 reboot 3010",
    ],
  ])("reads %s", (message, expected) => {
    expect(summary("cmtrace", log("PSAppDeployToolkit", message))[0]?.split(" #")[0]).toBe(expected);
  });
});

describe.skipIf(!hasCorpus)("installations of real CMTrace logs", () => {
  it.each([
    ["already-installed-detection", "succeeded", null, null],
    ["enforcement-command-failed", "failed", "0x80070005", 3],
    ["installer-known-nonzero-code", "reboot", "3010", null],
    ["no-usable-content", "failed", null, 5],
    ["privacy-redaction", "succeeded", "0", null],
    ["retry-without-terminal-outcome", "in_progress", null, null],
    ["unkeyed-malformed-record", "in_progress", null, null],
  ])("agrees with the expected outcome of %s", (scenario, outcome, exitCode, line) => {
    const { installations } = observeText(
      "cmtrace",
      corpusText(`ime-outcome-synthetic/adamgell__${scenario}__AppWorkload.log`),
    );
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({ attempt: 1, outcome, exitCode });
    expect(installations[0]?.firstFailingLine?.recordNumber ?? null).toBe(line);
  });

  it.each([
    ["cmtrace-ccm/jimbocalvo__ccmsetup.log", "failed", "0x80190194"],
    ["cmtrace-ccm/brackdk04__smsts.log", "in_progress", null],
    ["cmtrace-mdt/maxmoonACR__BDD.log", "in_progress", null],
  ])("finds the one installation of %s", (path, outcome, exitCode) => {
    const { installations, deviceName } = observeText("cmtrace", corpusText(path));
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({ outcome, exitCode });
    expect(deviceName === null).toBe(path.includes("smsts"));
  });
});
