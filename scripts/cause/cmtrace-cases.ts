import { caseOf } from "./cause-case.ts";

let atMs = 0;
/** One CMTrace record, each a second after the one before. */
function line(
  component: string,
  text: string,
  { type = 1, thread = "100" }: { type?: number; thread?: string } = {},
): string {
  atMs += 1000;
  const time = new Date(Date.UTC(2026, 10, 18, 8, 0, 0) + (atMs % 3_000_000)).toISOString().slice(11, 23);
  return `<![LOG[${text}]LOG]!><time="${time}+000" date="11-18-2026" component="${component}" context="" type="${type}" thread="${thread}" file="x.cpp:1">`;
}

const enforce = (text: string, type = 1) => line("AppEnforce", text, { type });
const BEGIN =
  '+++ Starting Install enforcement for App DT "Tallybook 4.2" ApplicationDeliveryType - Scope_1, Revision - 3';
const app = caseOf("cmtrace", "AppEnforce.log");
const ime = caseOf("cmtrace", "IntuneManagementExtension.log");
const APP = "7c0d4f52-6d1b-4d0e-8a43-0b6b7a1f9d11";
const OTHER = "1b2c3d4e-0000-4000-8000-00000000aaaa";
const intune = (text: string, type = 1, thread = "7") => line("IntuneManagementExtension", text, { type, thread });
const named = (name: string, id: string, thread = "7") =>
  intune(`[Win32App] ExecManager: processing targeted app (name='${name}', id='${id}') with intent=3`, 1, thread);

export const CMTRACE_CASES = [
  app("an app whose installer returned 1603", {
    lines: [
      enforce(BEGIN),
      enforce("    Prepared command line: setup.exe /S"),
      enforce("    Process 4188 terminated with exitcode: 1603"),
      enforce("    Looking for exit code 1603 in exit codes table..."),
      enforce("    Unmatched exit code (1603) is considered an execution failure.", 2),
      enforce("++++++ App enforcement completed (12 seconds) for App DT"),
    ],
    cause: "terminated with exitcode: 1603",
    outcomes: ["Tallybook 4.2 | 1 failed 1603"],
  }),
  app("an app that wants a restart, with an error on the way", {
    lines: [
      enforce(BEGIN),
      enforce("    Failed to read the optional icon. Error 0x80070002", 3),
      enforce("    Process 4188 terminated with exitcode: 3010"),
      enforce("    Matched exit code 3010 to a SoftReboot entry in exit codes table."),
    ],
    cause: null,
    outcomes: ["Tallybook 4.2 | 1 reboot 3010"],
  }),
  app("an app the user put off", {
    lines: [
      enforce(BEGIN),
      enforce("    Process 4188 terminated with exitcode: 60012"),
      enforce("    Matched exit code 60012 to a FastRetry entry in exit codes table."),
    ],
    cause: null,
    outcomes: ["Tallybook 4.2 | 1 deferred 60012"],
  }),
  app("an app whose content could not be reached", {
    lines: [
      enforce(BEGIN),
      enforce("    Failed to access the folder of the content. Error 0x80070035", 3),
      enforce("+++ Failed to enforce app. Error 0x80070035.", 3),
    ],
    cause: "Failed to access the folder",
    outcomes: ["Tallybook 4.2 | 1 failed 0x80070035"],
  }),
  ime("two apps on two threads, one of which fails", {
    lines: [
      named("Tallybook", APP, "7"),
      named("Ledger Viewer", OTHER, "9"),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`, 1, "7"),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${OTHER}_1`, 1, "9"),
      intune(`[Win32App] Installation is done for app with id: ${OTHER}, exit code: 0`, 1, "9"),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 1603`, 1, "7"),
    ],
    cause: "exit code: 1603",
    outcomes: ["Tallybook | 1 failed 1603", "Ledger Viewer | 1 succeeded 0"],
  }),
  ime("a success that is not detected is none", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 0`),
      intune(`[Win32App] Detection state for app with id: ${APP} = Not Detected`, 2),
    ],
    cause: "Not Detected",
    outcomes: ["Tallybook | 1 failed 0"],
  }),
  ime("content that does not arrive", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] Starting content download for app with id: ${APP}`),
      intune(`[Win32App] Download failed for app with id: ${APP}, error 0x80072ee2`, 3),
    ],
    cause: "Download failed",
    outcomes: ["Tallybook | 1 failed 0x80072ee2"],
  }),
  ime("a deferral the agent only knows by its code", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 60012`),
      intune("[Win32App] lpExitCode 60012 is defined as Retry"),
    ],
    cause: null,
    outcomes: ["Tallybook | 1 deferred 60012"],
  }),
  ime("a state that the agent reports by number", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`),
      intune(
        `[Win32App][ReportingManager] Report for app with id: ${APP}: {"EnforcementState":5000,"EnforcementErrorCode":-2147023293}`,
      ),
    ],
    cause: '"EnforcementState":5000',
    outcomes: ["Tallybook | 1 failed 0x80070643"],
  }),
  ime("a retry that went well in the end", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 1603`),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_2`),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 0`),
    ],
    cause: null,
    outcomes: ["Tallybook | 1 failed 1603", "Tallybook | 2 succeeded 0"],
  }),
  ime("two attempts that fail for one reason: the first time counts", {
    lines: [
      named("Tallybook", APP),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_1`),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 1603, first`),
      intune(`[Win32App] SetCurrentDirectory: C:\\Windows\\IMECache\\${APP}_2`),
      intune(`[Win32App] Installation is done for app with id: ${APP}, exit code: 1603, second`),
    ],
    cause: "1603, first",
    outcomes: ["Tallybook | 1 failed 1603", "Tallybook | 2 failed 1603"],
  }),
  caseOf("cmtrace", "ccmsetup.log")("a client that waits for a restart", {
    lines: [
      line("ccmsetup", "==========[ ccmsetup started in process 4188 ]=========="),
      line("ccmsetup", "Failed to read an old setting. Error 0x80070002", { type: 3 }),
      line("ccmsetup", "CcmSetup is exiting with return code 7"),
    ],
    cause: null,
    outcomes: ["ConfigMgr client | 1 reboot 7"],
  }),
  caseOf("cmtrace", "smsts.log")("a task sequence that goes on after a step that may fail", {
    lines: [
      line("TSManager", "Start executing an instruction. Instruction name: 'Set wallpaper'"),
      line("TSManager", "Failed to run the action: Set wallpaper. Error 0x80070002", { type: 3 }),
      line("TSManager", "Start executing an instruction. Instruction name: 'Install apps'"),
      line("TSManager", "Successfully completed the execution of the task sequence"),
    ],
    cause: null,
    outcomes: ["Task sequence | 1 succeeded -"],
  }),
  caseOf("cmtrace", "smsts.log")("a step that fails, and the groups that pass it on", {
    lines: [
      line("TSManager", "Start executing an instruction. Instruction name: 'Apply drivers'"),
      line("OSDDriverClient", "Failed to find a driver package. Error 0x80070490", { type: 3 }),
      line("TSManager", "Failed to run the action: Apply drivers. Error 0x80070490", { type: 3 }),
      line("TSManager", "The execution of the group (Install) has failed and the execution has been aborted.", {
        type: 3,
      }),
      line("TSManager", "Task Sequence Engine failed! Code: 80070490", { type: 3 }),
    ],
    cause: "Failed to find a driver package",
    outcomes: ["Task sequence | 1 failed 0x80070490"],
  }),
  caseOf("cmtrace", "Deploy-Application.log")("a deployment script that stops at a missing file", {
    lines: [
      line("Open-Session", "[Initialization] :: [Tallybook_4.2] setup started."),
      line("Copy-File", "[Pre-Installation] :: Failed to copy C:\\Pkg\\tally.cfg: path not found.", { type: 3 }),
      line("Exit-Script", "[Pre-Installation] :: [Tallybook_4.2] Installation completed with exit code [60001].", {
        type: 3,
      }),
    ],
    cause: "Failed to copy",
    outcomes: ["Tallybook_4.2 | 1 failed 60001"],
  }),
  caseOf("cmtrace", "WUAHandler.log")("errors without any installation: the first of what occurs most", {
    lines: [
      line("WUAHandler", "Its a WSUS Update Source type, adding it."),
      line("WUAHandler", "Failed to add update source, error 0x80040692", { type: 3 }),
      line("WUAHandler", "Existing WUA managed server was already set, skipping."),
      line("WUAHandler", "Group policy conflict in pass 1, code 0x87d00692", { type: 3 }),
      line("WUAHandler", "Group policy conflict in pass 2, code 0x87d00692", { type: 3 }),
      line("WUAHandler", "Group policy conflict in pass 3, code 0x87d00692", { type: 3 }),
    ],
    cause: "conflict in pass 1",
    outcomes: [],
  }),
];
