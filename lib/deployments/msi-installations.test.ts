import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusText, hasCorpus } from "#lib/formats/corpus.test-kit.ts";
import { observeText, summary } from "./observe-text.test-kit.ts";

const fixture = (name: string) => readFileSync(new URL(`../formats/fixtures/${name}`, import.meta.url), "utf8");

const VERBOSE =
  "=== Verbose logging started: 11/18/2026  9:00:00  Build type: SHIP UNICODE 5.00  Calling process: x.exe ===";
const server = (message: string) => `MSI (s) (5C:1C) [09:00:01:000]: ${message}`;
const client = (message: string) => `MSI (c) (2C:48) [09:00:01:000]: ${message}`;
const text = (...lines: string[]) => `${lines.join("\n")}\n`;
const run = (...lines: string[]) =>
  text(
    VERBOSE,
    client("******* RunEngine:\n           ******* Product: C:\\x\\tallybook.msi"),
    ...lines,
    "=== Verbose logging stopped: 11/18/2026  9:00:02 ===",
    "",
  );

describe("installations of MSI logs", () => {
  it("finds product, device, outcome and the line that explains the failure, not the retried one", () => {
    const { installations, deviceName } = observeText("msi", fixture("msi-failed.log"));
    expect(deviceName).toBe("LT-2291");
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({
      product: "Tallybook 4.2.0",
      attempt: 1,
      outcome: "failed",
      exitCode: "1603",
      startedAtUs: Date.UTC(2026, 9, 31, 23, 58, 51, 310) * 1000,
      finishedAtUs: Date.UTC(2026, 10, 1, 0, 0, 2, 541) * 1000,
      firstFailingLine: {
        recordNumber: 17,
        timestampUs: Date.UTC(2026, 10, 1, 0, 0, 1, 226) * 1000,
        text: "GrantAcl:  Error 0x80070534: no SID for account TALLY_SVC",
        code: "0x80070534",
      },
    });
  });

  it("needs no English: German status lines, the same evidence", () => {
    expect(summary("msi", fixture("msi-german.log"))).toEqual([
      'Kontoblatt 2.0.1 | 1 failed 1603 #5 1920 Produkt: Kontoblatt -- Fehler 1920. Der Dienst "KontoSync" konnte nicht gestartet werden.',
    ]);
  });

  it.each([
    ["操作終了 9:00:01: INSTALL。 戻り値 3。", "failed"],
    ["Action ended 9:00:01: INSTALL. Return value 2.", "cancelled"],
    ["Action ended 9:00:01: INSTALL. Return value 1.", "succeeded"],
    ["Action ended 9:00:01: ExecuteAction. Return value 3.", "in_progress"],
  ])("takes the topmost action's value for the outcome where a log breaks off behind %s", (last, outcome) => {
    const log = text("Action start 9:00:00: INSTALL.", last, "Property(S): ALLUSERS = 1");
    expect(observeText("msi", log).installations).toMatchObject([{ outcome, exitCode: null }]);
  });

  it.each([
    ["0", "succeeded"],
    ["3010", "reboot"],
    ["1641", "reboot"],
    ["1602", "cancelled"],
  ])("takes an engine that returns %s for %s, without a failing line", (code, outcome) => {
    const log = run(
      server("Product: Tallybook -- Error 1310. Cannot write"),
      client(`MainEngineThread is returning ${code}`),
    );
    expect(observeText("msi", log).installations[0]).toMatchObject({ outcome, exitCode: code, firstFailingLine: null });
  });

  it("leaves an installation in progress that another one keeps from starting", () => {
    expect(summary("msi", run(client("MainEngineThread is returning 1618")))).toEqual([
      "tallybook | 1 in_progress 1618 #2 1618 MainEngineThread is returning 1618",
    ]);
  });

  it("leaves an installation in progress when the log stops before its end", () => {
    const log = text(
      VERBOSE,
      client("******* RunEngine:\n           ******* Product: C:\\x\\tallybook.msi"),
      server("Doing action: InstallFiles"),
    );
    expect(observeText("msi", log).installations[0]).toMatchObject({
      outcome: "in_progress",
      exitCode: null,
      finishedAtUs: null,
    });
  });

  it("blames no error that an action survived", () => {
    const log = run(
      "Action start 9:00:00: CheckDisk.",
      "CheckDisk:  Error 0x80070015: the device is not ready",
      "CustomAction CheckDisk returned actual error code 1603 but will be translated to success due to continue marking",
      "Action ended 9:00:00: CheckDisk. Return value 1.",
      server("Doing action: StopService"),
      "Action start 9:00:00: StopService.",
      server("Product: Tallybook -- Error 1921. Service 'Tallybook Sync' could not be stopped."),
      "Action ended 9:00:00: StopService. Return value 3.",
      "Action ended 9:00:00: INSTALL. Return value 3.",
      client("MainEngineThread is returning 1603"),
    );
    expect(summary("msi", log)[0]).toContain("failed 1603 #6 1921 Product: Tallybook -- Error 1921.");
  });

  it("blames the internal note when no message follows it", () => {
    const log = run(
      server("Executing op: CustomActionSchedule(Action=RunTool,ActionType=3090)"),
      server("Note: 1: 2205 2:  3: Error"),
      server("Note: 1: 1722 2: RunTool 3: C:\\tool.exe"),
      "Action ended 9:00:00: InstallFinalize. Return value 3.",
      client("MainEngineThread is returning 1603"),
    );
    expect(summary("msi", log)[0]).toContain("failed 1603 #4 1722 Note: 1: 1722 2: RunTool");
  });

  it("takes a note that says a removal went well for no error", () => {
    const log = run(
      server("Note: 1: 1724"),
      server("Note: 1: 2265 2:  3: -2147287035"),
      client("MainEngineThread is returning 1603"),
    );
    expect(summary("msi", log)[0]).toContain("failed 1603 #4 1603 MainEngineThread is returning 1603");
  });

  it("finds why a package could not even be opened", () => {
    const log = run(
      client("Product: Tallybook -- Another version of this product is already installed."),
      client("MainEngineThread is returning 1638"),
    );
    expect(summary("msi", log)).toEqual([
      "Tallybook | 1 failed 1638 #2 - Product: Tallybook -- Another version of this product is already installed.",
    ]);
  });

  it("keeps the value of a nested installation apart from the product's own", () => {
    const nested = [
      server("******* RunEngine:\n           ******* Product: {OLD}"),
      server("Doing action: RemoveExistingProducts"),
      server("******* RunEngine:\n           ******* Product: {OLDER}"),
      server("MainEngineThread is returning 1605"),
    ];
    const open = text(VERBOSE, ...nested);
    expect(observeText("msi", open).installations[0]?.outcome).toBe("in_progress");
    const done = text(
      VERBOSE,
      ...nested,
      "Action ended 9:00:00: RemoveExistingProducts. Return value 1.",
      server("MainEngineThread is returning 0"),
    );
    expect(observeText("msi", done).installations).toHaveLength(1);
    expect(observeText("msi", done).installations[0]).toMatchObject({ outcome: "succeeded", exitCode: "0" });
  });

  it("counts the runs appended to one log as attempts of their product", () => {
    const attempt = (code: string) =>
      run(
        "Property(S): ProductName = Tallybook",
        "Property(S): ProductVersion = 4.2.0",
        client(`MainEngineThread is returning ${code}`),
      );
    expect(summary("msi", attempt("1603") + attempt("1618") + attempt("0")).map((line) => line.split(" #")[0])).toEqual(
      ["Tallybook 4.2.0 | 1 failed 1603", "Tallybook 4.2.0 | 2 in_progress 1618", "Tallybook 4.2.0 | 3 succeeded 0"],
    );
  });

  it("takes the status sentence at the end of a log that is not verbose", () => {
    const log = text(
      "=== Logging started: 11/18/2026  9:00:00 ===",
      "Action start 9:00:00: INSTALL.",
      "Action ended 9:00:01: INSTALL. Return value 1.",
      server("Product: Tallybook 4.2.0 -- Installation completed successfully.\n"),
      server(
        "Windows Installer installed the product. Product Name: Tallybook 4.2.0. Product Version: 4.2.0. Product Language: 1033. Manufacturer: Example. Installation success or error status: 0.\n",
      ),
      "=== Logging stopped: 11/18/2026  9:00:01 ===",
    );
    expect(summary("msi", log)).toEqual(["Tallybook 4.2.0 | 1 succeeded 0"]);
  });

  it("keeps the removal of an older version apart in a log that is not verbose", () => {
    const status = (name: string, verb: string, code: string) =>
      server(
        `Windows Installer ${verb} the product. Product Name: ${name}. Product Version: 4.2.0. Product Language: 1033. Manufacturer: Example. Success or error status: ${code}.\n`,
      );
    const lines = [
      "=== Logging started: 11/18/2026  9:00:00 ===",
      "Action start 9:00:00: INSTALL.",
      "Action start 9:00:00: RemoveExistingProducts.",
      status("Tallybook 4.1.3", "removed", "0"),
    ];
    expect(observeText("msi", text(...lines)).installations[0]?.outcome).toBe("in_progress");
    const done = text(
      ...lines,
      "Action ended 9:00:01: RemoveExistingProducts. Return value 1.",
      status("Tallybook 4.2.0", "installed", "1603"),
    );
    expect(summary("msi", done)[0]).toContain("Tallybook 4.2.0 | 1 failed 1603");
  });

  it("takes the topmost action's value when the log ends with nothing better", () => {
    const log = text(
      "=== Logging started: 11/18/2026  9:00:00 ===",
      "Action start 9:00:00: INSTALL.",
      "Action ended 9:00:01: INSTALL. Return value 2.",
      "=== Logging stopped: 11/18/2026  9:00:01 ===",
    );
    expect(summary("msi", log)).toEqual(["Unknown product | 1 cancelled -"]);
  });

  it("keeps its state small however many runs a log holds", () => {
    const log = Array.from({ length: 400 }, () => run(client("MainEngineThread is returning 1603"))).join("");
    const { state, installations } = observeText("msi", log);
    expect(JSON.stringify(state).length).toBeLessThan(150_000);
    expect(installations.length).toBeLessThanOrEqual(201);
  });
});

describe.skipIf(!hasCorpus)("installations of real MSI logs", () => {
  it.each(["msi/Dimas-Group__msi_install.log", "msi/Dimas-Group__msi_install_utf8.log"])(
    "finds the failure in %s",
    (path) => {
      const { installations, deviceName } = observeText("msi", corpusText(path));
      expect(installations).toHaveLength(1);
      expect(installations[0]).toMatchObject({
        outcome: "failed",
        exitCode: "1603",
        firstFailingLine: { code: "1310" },
      });
      expect(deviceName).not.toBeNull();
    },
  );

  it("finds the success in a log that is not verbose", () => {
    const { installations } = observeText("msi", corpusText("msi/jeremyoverman__msi.log"));
    expect(installations).toHaveLength(1);
    expect(installations[0]).toMatchObject({ outcome: "succeeded", exitCode: "0", firstFailingLine: null });
  });
});
