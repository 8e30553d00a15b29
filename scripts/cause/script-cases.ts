import { caseOf, clock } from "./cause-case.ts";

const iso = (date: Date) => date.toISOString();

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

export const SCRIPT_CASES = [
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
  psadt("an early error that the script goes on from, without saying so", {
    lines: psadtLines(
      PSADT_OPEN,
      "Pre-Installation|Error|Get-ADTRegistryKey|The key of the old version does not exist.",
      ...Array.from({ length: 12 }, (_, n) => `Pre-Installation|Info|Copy-ADTFile|Copying file ${n}.`),
      "Installation|Error|Start-ADTProcess|Could not start setup.exe: the file is not trusted.",
      "Installation|Error|Invoke-ADTDeployment|Error record: the file is not trusted.",
      "Finalization|Error|Close-ADTSession|[Tallybook_4.2_EN_01] install completed in [4] seconds with exit code [60001].",
    ),
    cause: "Could not start setup.exe",
    outcomes: ["Tallybook_4.2_EN_01 | 1 failed 60001"],
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
