import { caseOf, clock } from "./cause-case.ts";

const iso = (date: Date) => date.toISOString();

function burnLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => `[0B1C:22A4][${iso(now()).slice(0, 19)}]${text}`);
}
const burn = caseOf("burn", "Tallybook_20261118081402.log");
const BURN_OPEN = [
  "i001: Burn x64 v4.0.5, Windows v10.0 (Build 26100: Service Pack 0), path: C:\\Setup\\Tallybook.exe",
  "i000: Setting string variable 'WixBundleName' to value 'Tallybook Suite'",
  "i000: Setting version variable 'WixBundleVersion' to value '4.2.0.0'",
];
const applying = (id: string) =>
  `i301: Applying execute package: ${id}, action: Install, path: C:\\Cache\\${id}.msi, arguments: 'x'`;

function chocoLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [level = "INFO ", ...body] = text.split("|");
    return `${iso(now()).replace("T", " ").replace(".", ",").slice(0, 23)} 1408 [${level}] - ${body.join("|")}`;
  });
}
const choco = caseOf("chocolatey", "chocolatey.log");
const CHOCO_OPEN = ["INFO |Chocolatey v2.4.1", "INFO |Installing the following packages:", "INFO |tallybook"];

function psadtLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => {
    const [phase = "", level = "", fn = "", ...body] = text.split("|");
    return `[${iso(now()).slice(0, 23)}0000+00:00] [${phase}] [${fn}] [${level}] :: ${body.join("|")}`;
  });
}
const psadt = caseOf("psadt", "Tallybook_4.2_EN_01_Install.log");
const PSADT_OPEN = "Initialization|Info|Open-ADTSession|[Tallybook_4.2_EN_01] setup started.";

function innoLines(...texts: string[]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return texts.map((text) => `${iso(now()).replace("T", " ").slice(0, 23)}   ${text}`);
}
const inno = caseOf("inno", "Setup Log 2026-11-18 #001.txt");
const INNO_OPEN = [
  "Log opened. (Time zone: UTC+01:00)",
  "Setup version: Inno Setup version 6.3.3",
  "Original Setup EXE: C:\\Pkg\\tallybook-4.2.exe",
  "Starting the installation process.",
];

export const PACKAGE_CASES = [
  burn("a package that fails, and the bundle that passes it on", {
    lines: burnLines(
      ...BURN_OPEN,
      applying("Runtime"),
      "i319: Applied execute package: Runtime, result: 0x0, restart: None",
      applying("TallyMsi"),
      "e000: Error 0x80070643: Failed to install MSI package.",
      "e000: Error 0x80070643: Failed to execute MSI package.",
      "i319: Applied execute package: TallyMsi, result: 0x80070643, restart: None",
      "i318: Skipped rollback of package: Runtime, action: Uninstall, already: Absent",
      "i399: Apply complete, result: 0x80070643, restart: None, ba requested restart:  No",
      "i007: Exit code: 0x643, restarting: No",
    ),
    cause: "Failed to install MSI package",
    outcomes: ["Tallybook Suite 4.2.0.0 | 1 failed 0x643"],
  }),
  burn("an optional package that fails in a bundle that succeeds", {
    lines: burnLines(
      ...BURN_OPEN,
      applying("Fonts"),
      "e000: Error 0x80070005: Failed to copy the fonts.",
      "i319: Applied execute package: Fonts, result: 0x80070005, restart: None",
      applying("TallyMsi"),
      "i319: Applied execute package: TallyMsi, result: 0x0, restart: None",
      "i399: Apply complete, result: 0x0, restart: None, ba requested restart:  No",
      "i007: Exit code: 0x0, restarting: No",
    ),
    cause: null,
    outcomes: ["Tallybook Suite 4.2.0.0 | 1 succeeded 0x0"],
  }),
  burn("a download that fails once and then arrives", {
    lines: burnLines(
      ...BURN_OPEN,
      "e000: Error 0x80072ee2: Failed to download payload Runtime.",
      "w348: Application requested retry of payload: Runtime",
      applying("Runtime"),
      "i319: Applied execute package: Runtime, result: 0x0, restart: Required",
      "i399: Apply complete, result: 0x0, restart: Required, ba requested restart:  No",
      "i007: Exit code: 0xbc2, restarting: No",
    ),
    cause: null,
    outcomes: ["Tallybook Suite 4.2.0.0 | 1 reboot 0xbc2"],
  }),
  burn("a bundle that refuses the system before it does anything", {
    lines: burnLines(
      ...BURN_OPEN,
      "i052: Condition 'VersionNT >= v10.0' evaluates to false.",
      "e000: Tallybook needs Windows 10 or later.",
      "e000: Error 0x81f40001: Bundle condition evaluated to false.",
      "i007: Exit code: 0x81f40001, restarting: No",
    ),
    cause: "needs Windows 10",
    outcomes: ["Tallybook Suite 4.2.0.0 | 1 failed 0x81f40001"],
  }),
  burn("closed by the user", {
    lines: burnLines(
      ...BURN_OPEN,
      "e000: Error 0x80070642: UX aborted apply begin.",
      "i399: Apply complete, result: 0x80070642, restart: None, ba requested restart:  No",
      "i007: Exit code: 0x642, restarting: No",
    ),
    cause: null,
    outcomes: ["Tallybook Suite 4.2.0.0 | 1 cancelled 0x642"],
  }),
  choco("a package whose installer returned 1603, told three times", {
    lines: chocoLines(
      ...CHOCO_OPEN,
      "INFO |tallybook v4.2.0 [Approved]",
      "INFO |tallybook package files install completed. Performing other installation steps.",
      "ERROR|ERROR: Running [\"setup.exe\" /S] was not successful. Exit code was '1603'. See log for possible error messages.",
      "INFO |The install of tallybook was NOT successful.",
      "ERROR|Error while running 'chocolateyinstall.ps1'.",
      "WARN |Chocolatey installed 0/1 packages. 1 packages failed.",
      "ERROR| - tallybook (exited 1603) - Error while running 'chocolateyinstall.ps1'.",
      "DEBUG|Exiting with 1603",
    ),
    cause: "was not successful. Exit code was",
    outcomes: ["tallybook 4.2.0 | 1 failed 1603"],
  }),
  choco("a package that needs a restart, and one that was there", {
    lines: chocoLines(
      ...CHOCO_OPEN,
      "INFO |runtime v1.0.0 [Approved]",
      "WARN |Exit code was 3010, which is a success: exit code 3010",
      "INFO |The install of runtime was successful.",
      "WARN |tallybook v4.2.0 is already installed.",
      "WARN |Chocolatey installed 1/1 packages.",
      "DEBUG|Exiting with 3010",
    ),
    cause: null,
    outcomes: ["runtime 1.0.0 | 1 reboot 3010", "tallybook 4.2.0 | 1 succeeded 0"],
  }),
  choco("a dependency that installs within a package, with a harmless error", {
    lines: chocoLines(
      ...CHOCO_OPEN,
      "INFO |tallybook v4.2.0 [Approved]",
      "INFO |runtime v1.0.0 [Approved]",
      "ERROR|Could not read the shim of another package.",
      "INFO |The install of runtime was successful.",
      "INFO |The install of tallybook was successful.",
      "WARN |Chocolatey installed 2/2 packages.",
      "DEBUG|Exiting with 0",
    ),
    cause: null,
    outcomes: ["tallybook 4.2.0 | 1 succeeded 0", "runtime 1.0.0 | 1 succeeded 0"],
  }),
  choco("two packages, of which the second fails", {
    lines: chocoLines(
      "INFO |Chocolatey v2.4.1",
      "INFO |Installing the following packages:",
      "INFO |runtime;tallybook",
      "INFO |runtime v1.0.0 [Approved]",
      "INFO |The install of runtime was successful.",
      "INFO |tallybook v4.2.0 [Approved]",
      "ERROR|The remote file could not be downloaded: (404) Not Found",
      "INFO |The install of tallybook was NOT successful.",
      "ERROR|Chocolatey installed 1/2 packages. 1 packages failed.",
      "DEBUG|Exiting with 404",
    ),
    cause: "could not be downloaded",
    outcomes: ["runtime 1.0.0 | 1 succeeded 0", "tallybook 4.2.0 | 1 failed -"],
  }),
  choco("a checksum that does not fit", {
    lines: chocoLines(
      ...CHOCO_OPEN,
      "INFO |tallybook v4.2.0 [Approved]",
      "ERROR|ERROR: Checksum for 'C:\\Temp\\tally.exe' did not meet the expected value.",
      "INFO |The install of tallybook was NOT successful.",
      "DEBUG|Exiting with -1",
    ),
    cause: "Checksum for",
    outcomes: ["tallybook 4.2.0 | 1 failed -"],
  }),
  psadt("an installer that fails inside a script", {
    lines: psadtLines(
      PSADT_OPEN,
      "Pre-Installation|Error|Remove-ADTFile|Could not remove C:\\Temp\\old: not found.",
      "Pre-Installation|Success|Start-ADTProcess|Execution completed successfully with exit code [0].",
      "Installation|Error|Start-ADTProcess|Execution failed with exit code [1603].",
      "Installation|Error|Invoke-ADTDeployment|The script stopped.",
      "Finalization|Error|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [4] seconds with exit code [1603].",
    ),
    cause: "Execution failed with exit code",
    outcomes: ["Tallybook_4.2_EN_01 | 1 failed 1603"],
  }),
  psadt("put off by the user", {
    lines: psadtLines(
      PSADT_OPEN,
      "Pre-Installation|Info|Show-ADTInstallationWelcome|The user has chosen to defer the installation.",
      "Finalization|Warning|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [30] seconds with exit code [60012].",
    ),
    cause: null,
    outcomes: ["Tallybook_4.2_EN_01 | 1 deferred 60012"],
  }),
  psadt("put off with a code of the package's own", {
    lines: psadtLines(
      PSADT_OPEN,
      "Pre-Installation|Warning|Show-ADTInstallationWelcome|Installation deferred by the user.",
      "Finalization|Warning|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [30] seconds with exit code [69001].",
    ),
    cause: null,
    outcomes: ["Tallybook_4.2_EN_01 | 1 deferred 69001"],
  }),
  psadt("closed by the user", {
    lines: psadtLines(
      PSADT_OPEN,
      "Installation|Warning|Show-ADTInstallationWelcome|The user has chosen to cancel the installation.",
      "Finalization|Warning|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [9] seconds with exit code [1602].",
    ),
    cause: null,
    outcomes: ["Tallybook_4.2_EN_01 | 1 cancelled 1602"],
  }),
  psadt("an installer that wants a restart", {
    lines: psadtLines(
      PSADT_OPEN,
      "Installation|Info|Start-ADTMsiProcess|Execution completed successfully with exit code [3010]. A reboot is required.",
      "Finalization|Success|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [61] seconds with exit code [3010].",
    ),
    cause: null,
    outcomes: ["Tallybook_4.2_EN_01 | 1 reboot 3010"],
  }),
  psadt("a first run that was put off and a second that failed", {
    lines: [
      ...psadtLines(
        PSADT_OPEN,
        "Finalization|Warning|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [30] seconds with exit code [60012].",
      ),
      ...psadtLines(
        PSADT_OPEN,
        "Installation|Error|Start-ADTProcess|Execution failed with exit code [1618].",
        "Installation|Info|Start-ADTProcess|Retrying the installer.",
        "Installation|Error|Start-ADTProcess|Execution failed with exit code [5100].",
        "Finalization|Error|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [9] seconds with exit code [5100].",
      ),
    ],
    cause: "failed with exit code [5100]",
    outcomes: ["Tallybook_4.2_EN_01 | 1 deferred 60012", "Tallybook_4.2_EN_01 | 2 failed 5100"],
  }),
  psadt("an error of the script itself, code 60001", {
    lines: psadtLines(
      PSADT_OPEN,
      "Installation|Error|Copy-ADTFile|Failed to copy C:\\Pkg\\tally.cfg: the path does not exist.",
      "Installation|Error|Invoke-ADTDeployment|Error record: the path does not exist at line 120.",
      "Finalization|Error|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [2] seconds with exit code [60001].",
    ),
    cause: "Failed to copy",
    outcomes: ["Tallybook_4.2_EN_01 | 1 failed 60001"],
  }),
  inno("a file that can't be replaced", {
    lines: innoLines(
      ...INNO_OPEN,
      "Dest filename: C:\\Program Files\\Tallybook\\error.log",
      "Message box (OK):\nAn error occurred while trying to replace the existing file:\nDeleteFile failed; code 5.\nAccess is denied.",
      "User chose OK.",
      "Rolling back changes.",
      "Got EAbort exception.",
      "Deinitializing Setup.",
      "Log closed.",
    ),
    cause: "An error occurred while trying to replace",
    outcomes: ["tallybook-4.2 | 1 failed -"],
  }),
  inno("a success that wants a restart, with a failed helper", {
    lines: innoLines(
      ...INNO_OPEN,
      "Process exit code: 1",
      "Installation process succeeded.",
      "Need to restart Windows? Yes",
      "Log closed.",
    ),
    cause: null,
    outcomes: ["tallybook-4.2 | 1 reboot -"],
  }),
  inno("cancelled in the middle", {
    lines: innoLines(
      ...INNO_OPEN,
      "User canceled the installation process.",
      "Rolling back changes.",
      "Got EAbort exception.",
      "Log closed.",
    ),
    cause: null,
    outcomes: ["tallybook-4.2 | 1 cancelled -"],
  }),
  inno("two runs in one log, the second went well", {
    lines: [
      ...innoLines(
        ...INNO_OPEN,
        "Fatal exception during installation process (EAccessViolation):\nAccess violation at address 0",
        "Log closed.",
      ),
      ...innoLines(...INNO_OPEN, "Installation process succeeded.", "Need to restart Windows? No", "Log closed."),
    ],
    cause: null,
    outcomes: ["tallybook-4.2 | 1 failed -", "tallybook-4.2 | 2 succeeded -"],
  }),
];
