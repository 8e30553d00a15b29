import { caseOf } from "./cause-case.ts";

const msi = caseOf("msi", "install.log");
const OPEN =
  "=== Verbose logging started: 11/18/2026  9:00:00  Build type: SHIP UNICODE 5.00  Calling process: C:\\Windows\\system32\\msiexec.exe ===";
const CLOSE = "=== Verbose logging stopped: 11/18/2026  9:00:09 ===";
const s = (text: string, time = "09:00:03:100") => `MSI (s) (5C:1C) [${time}]: ${text}`;
const c = (text: string, time = "09:00:05:100") => `MSI (c) (2C:48) [${time}]: ${text}`;
const engine = (side: (text: string) => string, path: string) => [
  side("******* RunEngine:"),
  `           ******* Product: ${path}`,
];
const NAMED = ["Property(S): ProductName = Tallybook", "Property(S): ProductVersion = 4.2.0"];
const run = (...lines: string[]) => [
  OPEN,
  ...engine(c, "C:\\Pkg\\tallybook.msi"),
  ...engine(s, "C:\\Pkg\\tallybook.msi"),
  ...lines,
  ...NAMED,
];

export const MSI_CASES = [
  msi("a service that does not start, with the rollback after it", {
    lines: [
      ...run(
        "Action start 9:00:01: StartServices.",
        s("Executing op: ServiceControl(,Name=TallySync,Action=1,,)"),
        s("Product: Tallybook -- Error 1920. Service 'Tally Sync' (TallySync) failed to start. Verify your rights."),
        "Action ended 9:00:04: InstallFinalize. Return value 3.",
        s("Executing op: Rollback"),
        "Rollback: error while putting back C:\\Program Files\\Tallybook\\tally.dll",
        s("Note: 1: 1402 2: HKEY_LOCAL_MACHINE\\Software\\Tally 3: 2"),
        "Action ended 9:00:05: INSTALL. Return value 3.",
        s("MainEngineThread is returning 1603"),
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
    ],
    cause: "Error 1920.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  msi("a custom action that says why it failed before it returns", {
    lines: [
      ...run(
        "Action start 9:00:02: GrantRights.",
        "GrantRights:  opening the account",
        "GrantRights:  Error 0x80070534: no account TALLY_SVC",
        "CustomAction GrantRights returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)",
        "Action ended 9:00:03: GrantRights. Return value 3.",
        "Action ended 9:00:03: INSTALL. Return value 3.",
        s("MainEngineThread is returning 1603"),
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
    ],
    cause: "0x80070534",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  msi("a success with an action whose error was translated to success", {
    lines: [
      ...run(
        "Action start 9:00:02: CheckCache.",
        "CheckCache:  Error 0x80070002: no cache yet",
        "CustomAction CheckCache returned actual error code 1603 but will be translated to success due to continue marking",
        "Action ended 9:00:03: CheckCache. Return value 1.",
        "Action ended 9:00:04: INSTALL. Return value 1.",
        s("MainEngineThread is returning 0"),
        c("MainEngineThread is returning 0"),
      ),
      CLOSE,
    ],
    cause: null,
    outcomes: ["Tallybook 4.2.0 | 1 succeeded 0"],
  }),
  msi("a success that needs a restart", {
    lines: [
      ...run(
        s("Product: Tallybook -- Warning 1910. Could not remove a shortcut."),
        "Action ended 9:00:04: INSTALL. Return value 1.",
        s("MainEngineThread is returning 3010"),
        c("MainEngineThread is returning 3010"),
      ),
      CLOSE,
    ],
    cause: null,
    outcomes: ["Tallybook 4.2.0 | 1 reboot 3010"],
  }),
  msi("cancelled by the user, who is no error", {
    lines: [
      ...run(
        "Action start 9:00:02: WelcomeDlg.",
        "Action ended 9:00:03: WelcomeDlg. Return value 2.",
        "Action ended 9:00:03: INSTALL. Return value 2.",
        c("MainEngineThread is returning 1602"),
      ),
      CLOSE,
    ],
    cause: null,
    outcomes: ["Tallybook 4.2.0 | 1 cancelled 1602"],
  }),
  msi("German words, the same evidence", {
    lines: [
      OPEN,
      ...engine(c, "C:\\Pkg\\kontoblatt.msi"),
      "Aktion gestartet um 9:00:01: InstallFiles.",
      s("Produkt: Kontoblatt -- Fehler 1310. Fehler beim Schreiben in die Datei C:\\Programme\\Konto\\konto.exe."),
      "Aktion beendet um 9:00:04: InstallFiles. Rückgabewert 3.",
      "Aktion beendet um 9:00:05: INSTALL. Rückgabewert 3.",
      s("MainEngineThread gibt 1603 zurück."),
      c("MainEngineThread gibt 1603 zurück."),
      CLOSE,
    ],
    cause: "Fehler 1310.",
    outcomes: ["Kontoblatt | 1 failed 1603"],
  }),
  msi("French words, the same evidence", {
    lines: [
      OPEN,
      ...engine(c, "C:\\Pkg\\comptes.msi"),
      "Action démarrée à 9:00:01 : InstallServices.",
      s("Produit : Comptes -- Erreur 1923. Impossible d'installer le service 'Synchro' (CptSync)."),
      "Action terminée à 9:00:04 : InstallServices. Valeur renvoyée : 3.",
      "Action terminée à 9:00:05 : INSTALL. Valeur renvoyée : 3.",
      s("MainEngineThread renvoie 1603"),
      c("MainEngineThread renvoie 1603"),
      CLOSE,
    ],
    cause: "Erreur 1923.",
    outcomes: ["Comptes | 1 failed 1603"],
  }),
  msi("a failed first attempt and a second that went well: nothing is wrong now", {
    lines: [
      ...run(
        s("Product: Tallybook -- Error 1306. Another application has exclusive access to the file tally.db."),
        "Action ended 9:00:05: INSTALL. Return value 3.",
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
      "",
      ...run("Action ended 9:00:05: INSTALL. Return value 1.", c("MainEngineThread is returning 0")),
      CLOSE,
    ],
    cause: null,
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603", "Tallybook 4.2.0 | 2 succeeded 0"],
  }),
  msi("another installation runs: in progress, and the result is the line", {
    lines: [...run(c("MainEngineThread is returning 1618", "09:00:06:000")), CLOSE],
    cause: "MainEngineThread is returning 1618",
    outcomes: ["Tallybook 4.2.0 | 1 in_progress 1618"],
  }),
  msi("an old version that can't be removed: its own error comes first", {
    lines: [
      ...run(
        "Action start 9:00:02: RemoveExistingProducts.",
        ...engine(s, "{11111111-0000-4000-8000-000000000001}"),
        "Action start 9:00:02: StopServices.",
        s("Product: Tallybook 4.1 -- Error 1921. Service 'Tally Sync' (TallySync) could not be stopped."),
        "Action ended 9:00:03: StopServices. Return value 3.",
        "Action ended 9:00:03: INSTALL. Return value 3.",
        s("MainEngineThread is returning 1603"),
        s("Product: Tallybook -- Error 1714. The older version of Tallybook cannot be removed."),
        "Action ended 9:00:04: RemoveExistingProducts. Return value 3.",
        "Action ended 9:00:05: INSTALL. Return value 3.",
        s("MainEngineThread is returning 1603"),
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
    ],
    cause: "Error 1921.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  msi("an action that returns 3 and says nothing", {
    lines: [
      ...run(
        "Action start 9:00:02: AskLicence.",
        "Action ended 9:00:03: AskLicence. Return value 3.",
        "Action ended 9:00:03: INSTALL. Return value 3.",
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
    ],
    cause: "AskLicence. Return value 3.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  msi("a retry inside an action that worked, then the real error", {
    lines: [
      ...run(
        "Action start 9:00:02: OpenLedger.",
        "OpenLedger:  Error 0x80070020: the ledger is locked",
        "OpenLedger:  attempt 2 succeeded",
        "Action ended 9:00:03: OpenLedger. Return value 1.",
        "Action start 9:00:04: InstallFiles.",
        s("Product: Tallybook -- Error 1304. Error writing to file: tally.dll."),
        "Action ended 9:00:05: InstallFiles. Return value 3.",
        "Action ended 9:00:05: INSTALL. Return value 3.",
        c("MainEngineThread is returning 1603"),
      ),
      CLOSE,
    ],
    cause: "Error 1304.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  msi("an error just before midnight, the result after it", {
    lines: [
      ...run(
        "Action start 23:59:58: WriteRegistryValues.",
        s("Product: Tallybook -- Error 1406. Could not write value Path to key \\Software\\Tally.", "23:59:59:800"),
        "Action ended 0:00:00: WriteRegistryValues. Return value 3.",
        s("MainEngineThread is returning 1603", "00:00:01:100"),
        c("MainEngineThread is returning 1603", "00:00:01:200"),
      ),
      CLOSE,
    ],
    cause: "Error 1406.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
];
