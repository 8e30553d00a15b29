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
];
