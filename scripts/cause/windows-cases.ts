import { caseOf, clock } from "./cause-case.ts";

/** Columns of Panther, CBS and DISM. */
function panel(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [level = "", component = "", ...body] = text.split("|");
    const time = now().toISOString().replace("T", " ").slice(0, 19);
    return `${time}, ${level.padEnd(21)} ${component.padEnd(6)} ${body.join("|")}`;
  });
}

function updateLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [component = "", ...body] = text.split("|");
    const time = now().toISOString().replace("T", " ").replaceAll("-", "/").slice(0, 23);
    return `${time}0000 3696  8172  ${component.padEnd(15)} ${body.join("|")}`;
  });
}

const setup = caseOf("panther", "setupact.log");
const SETUP_OPEN = "Info|MOUPG|*************** SetupHost Logging Begin ***************";
const cbs = caseOf("cbs", "CBS.log");
const KB = "Package_for_KB5099999~00000000000000~amd64~~26100.1.1.3";
const CBS_OPEN = `Info|CBS|Exec: Processing started.  Client: wusa, Session: 31102_88, Package: ${KB}, Identifier: KB5099999`;
const dism = caseOf("dism", "dism.log");
const updates = caseOf("windows-update", "WindowsUpdate.log");
const TITLE = "2026-11 Cumulative Update for Windows 11 (KB5099999)";

const dsreg = caseOf("dsregcmd", "dsregcmd.txt");
const BAR = "+----------------------------------------------------------------------+";
const section = (name: string, ...rows: string[]) => [BAR, `| ${name.padEnd(69)}|`, BAR, "", ...rows, ""];

export const WINDOWS_CASES = [
  setup("an upgrade that a driver rolls back in SafeOS", {
    lines: panel(
      SETUP_OPEN,
      "Info|MOUPG|Setup phase change: [SetupPhasePrepare] -> [SetupPhaseInstall]",
      "Error|SP|Operation failed: Apply drivers tallyscan.inf. Error: 0x8007001F[gle=0x00000002]",
      "Error|SP|Rollback: restoring the boot entry failed. Error: 0x80070490",
      "Error|MOUPG|Setup failed: 0xC1900101 - 0x20017, the installation failed in the SafeOS phase during a BOOT operation",
      "Info|MOUPG|CSetupHost::Execute(512): Result = 0xC1900101",
    ),
    cause: "Apply drivers tallyscan.inf",
    outcomes: ["Windows setup | 1 failed 0xC1900101"],
  }),
  setup("an upgrade that went well, with failed probes", {
    lines: panel(
      SETUP_OPEN,
      "Error|MIG|Could not read an optional profile. Error: 0x80070002",
      "Info|MOUPG|CSetupManager::Execute(303): Result = 0x0",
      "Info|MOUPG|Setup completed successfully.",
    ),
    cause: null,
    outcomes: ["Windows setup | 1 succeeded -"],
  }),
  setup("a compatibility check that blocks it", {
    lines: panel(
      SETUP_OPEN,
      "Error|CONX|Compatibility: the product Old Scanner blocks the upgrade",
      "Info|MOUPG|CSetupHost::Execute(512): Result = 0xC1900208",
    ),
    cause: "Old Scanner blocks",
    outcomes: ["Windows setup | 1 failed 0xC1900208"],
  }),
  cbs("a package whose store is damaged, named first in an info line", {
    lines: panel(
      CBS_OPEN,
      "Info|CSI|00000022 Failed to find the manifest of tally.runtime [HRESULT = 0x80073712 - ERROR_SXS_COMPONENT_STORE_CORRUPT]",
      "Error|CSI|00000023 (F) Store corruption detected in function tally",
      `Info|CBS|Exec: Processing complete.  Session: 31102_88, Package: ${KB}, Identifier: KB5099999 [HRESULT = 0x80073712 - ERROR_SXS_COMPONENT_STORE_CORRUPT]`,
    ),
    cause: "Failed to find the manifest",
    outcomes: ["Package_for_KB5099999 26100.1.1.3 | 1 failed 0x80073712"],
  }),
  cbs("a success with failures in info lines, and a restart", {
    lines: panel(
      CBS_OPEN,
      "Info|CBS|Failed to get the optional source. [HRESULT = 0x80070002 - ERROR_FILE_NOT_FOUND]",
      `Info|CBS|Exec: Processing complete.  Session: 31102_88, Package: ${KB}, Identifier: KB5099999 [HRESULT = 0x00000000 - S_OK]`,
      "Info|CBS|Session: 31102_88 finalized. Reboot required: yes [HRESULT = 0x00000000 - S_OK]",
    ),
    cause: null,
    outcomes: ["Package_for_KB5099999 26100.1.1.3 | 1 reboot 0x00000000"],
  }),
  dism("a package that can't be opened", {
    lines: panel(
      "Info|DISM|DISM.EXE: <----- Starting Dism.exe session ----->",
      "Info|DISM|DISM.EXE: Executing command line: dism /online /add-package /packagepath:C:\\Temp\\tally.cab",
      "Warning|DISM|DISM Provider Store: PID=812 TID=4410 Failed to load the provider: C:\\Temp\\PEProvider.dll. - CDISMProviderStore::Internal_GetProvider(hr:0x8007007e)",
      "Error|DISM|DISM Package Manager: PID=812 TID=4410 Failed opening package. - CDISMPackageManager::Internal_CreatePackageByPath(hr:0x80070002)",
      "Error|DISM|DISM.EXE: DISM Package Manager processed the command line but failed. HRESULT=80070002",
      "Info|DISM|DISM.EXE: <----- Ending Dism.exe session ----->",
    ),
    cause: "Failed opening package",
    outcomes: ["DISM /add-package tally.cab | 1 failed 0x80070002"],
  }),
  dism("a command that went well and wants a restart", {
    lines: panel(
      "Info|DISM|DISM.EXE: <----- Starting Dism.exe session ----->",
      "Info|DISM|DISM.EXE: Executing command line: dism /online /enable-feature /featurename:NetFx3",
      "Info|DISM|DISM.EXE: Image session has been closed. Reboot required=yes.",
      "Info|DISM|DISM.EXE: <----- Ending Dism.exe session ----->",
    ),
    cause: null,
    outcomes: ["DISM /enable-feature NetFx3 | 1 reboot -"],
  }),
  updates("an update whose download was refused", {
    lines: updateLines(
      `Agent|* Title = ${TITLE}`,
      `Agent|Installation Started: Windows has started installing the following update: ${TITLE}`,
      "DownloadManager|*FAILED* [80244018] file download",
      "Handler|Install action failed, hr = 0x80244018",
      `Agent|Installation Failure: Windows failed to install the following update with error 0x80244018: ${TITLE}`,
    ),
    cause: "file download",
    outcomes: [`${TITLE} | 1 failed 0x80244018`],
  }),
  caseOf("windows-update", "WindowsUpdate.log")("a report of the old agent: the words in it don't matter", {
    lines: [
      "2026-03-28\t08:14:02:109\t 912\t1a88\tMisc\t===========  Logging initialized (build: 7.9.9600.1, tz: -0800)  ===========",
      "2026-03-28\t08:14:03:109\t 912\t1a88\tHandler\tWARNING: installer of the update returned 0x80070005",
      `2026-03-28\t08:14:05:000\t 912\tb24\tReport\tREPORT EVENT: {29A8}\t2026-03-28 08:14:04:990-0800\t1\t182\t101\t{0}\t501\t80070005\tAutomaticUpdates\tFailure\tContent Install\tInstallationsfehler: ${TITLE}`,
    ],
    cause: "REPORT EVENT",
    outcomes: [`${TITLE} | 1 failed 0x80070005`],
  }),
  cbs("two packages in turn, one of which does not apply", {
    lines: panel(
      CBS_OPEN,
      `Info|CBS|Exec: Processing complete.  Session: 31102_88, Package: ${KB}, Identifier: KB5099999 [HRESULT = 0x00000000 - S_OK]`,
      "Info|CBS|Exec: Processing started.  Client: wusa, Session: 31102_89, Package: Package_for_KB5088888~0~amd64~~26100.9.1.0, Identifier: KB5088888",
      "Info|CBS|Failed to find an applicable edition. [HRESULT = 0x800f081e - CBS_E_NOT_APPLICABLE]",
      "Info|CBS|Exec: Processing complete.  Session: 31102_89, Package: Package_for_KB5088888~0~amd64~~26100.9.1.0, Identifier: KB5088888 [HRESULT = 0x800f081e - CBS_E_NOT_APPLICABLE]",
    ),
    cause: "applicable edition",
    outcomes: [
      "Package_for_KB5099999 26100.1.1.3 | 1 succeeded 0x00000000",
      "Package_for_KB5088888 26100.9.1.0 | 1 failed 0x800f081e",
    ],
  }),
  caseOf("panther", "setuperr.log")("the errors alone, without a result: no attempt, but the first of them", {
    lines: panel(
      "Error|SP|Operation failed: Get the disk layout. Error: 0x80070057[gle=0x00000057]",
      "Error|MOUPG|Could not read the plan",
    ),
    cause: "Get the disk layout",
    outcomes: [],
  }),
  caseOf("panther", "setuperr.log")("the errors alone, with the result behind them", {
    lines: panel(
      "Error|SP|Operation failed: Add the drivers. Error: 0x80070002[gle=0x00000002]",
      "Error|MOUPG|CSetupHost::Execute(512): Result = 0x8007042B",
    ),
    cause: "Add the drivers",
    outcomes: ["Windows setup | 1 failed 0x8007042B"],
  }),
  setup("an upgrade the user cancelled", {
    lines: panel(
      SETUP_OPEN,
      "Warning|MOUPG|The user cancelled the wizard",
      "Info|MOUPG|CSetupHost::Execute(512): Result = 0x800704C7",
    ),
    cause: null,
    outcomes: ["Windows setup | 1 cancelled 0x800704C7"],
  }),
  updates("a failed search and an update that was installed", {
    lines: updateLines(
      "ProtocolTalker|*FAILED* [8024401C] Web service call",
      `Agent|Installation Started: Windows has started installing the following update: ${TITLE}`,
      `Agent|Installation Successful: Windows successfully installed the following update: ${TITLE}`,
    ),
    cause: null,
    outcomes: [`${TITLE} | 1 succeeded 0`],
  }),
  dsreg("a device that could not join", {
    lines: [
      ...section(
        "Device State",
        "             AzureAdJoined : NO",
        "              DomainJoined : YES",
        "               Device Name : FIN-LT-0147.finance.example",
      ),
      ...section("User State", "                    NgcSet : NO"),
      ...section(
        "Diagnostic Data",
        "     Diagnostics Reference : www.example.com",
        "               Client Time : 2026-11-18 07:14:02.000 UTC",
        "        DRS Discovery Test : FAIL [0x801c0021/0x801c0012]",
        "          Client ErrorCode : 0x801c0021",
      ),
    ],
    cause: "DRS Discovery Test",
    outcomes: ["Device join | 1 failed 0x801c0021"],
  }),
  dsreg("a device that is joined and a user who is signed in", {
    lines: [
      ...section(
        "Device State",
        "             AzureAdJoined : YES",
        "              DomainJoined : NO",
        "               Device Name : FIN-LT-0147",
      ),
      ...section(
        "SSO State",
        "                AzureAdPrt : YES",
        "      AzureAdPrtUpdateTime : 2026-11-18 07:14:02.000 UTC",
      ),
    ],
    cause: null,
    outcomes: ["Device join | 1 succeeded -", "Sign-in token (PRT) | 1 succeeded -"],
  }),
];
