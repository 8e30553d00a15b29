import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { corpusText, hasCorpus } from "#lib/formats/corpus.test-kit.ts";
import { cutText, type NumberedPiece, parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { severityLevel } from "#lib/model/severity.ts";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { msi } from "./msi.ts";
import { isMsiRecordStart } from "./msi-line.ts";

const fixture = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), "utf8");

const records = (pieces: NumberedPiece[]) => pieces.flatMap(({ parsed }) => (parsed.kind === "record" ? [parsed] : []));

const iso = (timeUs: number | null | undefined) => (timeUs == null ? null : new Date(timeUs / 1000).toISOString());

describe("msi", () => {
  it("goes on the next day when a run passes midnight", () => {
    const { pieces, settings } = parseText(msi, fixture("msi-failed.log"));
    const times = records(pieces).flatMap(({ timeUs }) => (timeUs === null ? [] : [timeUs]));
    expect(settings).toMatchObject({ dateOrder: "dmy", isDateOrderAssumed: false });
    expect(iso(times[0])).toBe("2026-10-31T23:58:51.310Z");
    expect(iso(times.at(-1))).toBe("2026-11-01T00:00:02.541Z");
  });

  it("keeps a line that overtook midnight on its own day", () => {
    const text =
      "=== Logging started: 10/31/2026  23:59:58 ===\n" +
      "MSI (s) (5C:1C) [23:59:59:900]: a\nMSI (s) (5C:1C) [00:00:00:100]: b\nMSI (c) (5C:1C) [23:59:59:990]: c\nMSI (s) (5C:1C) [00:00:00:200]: d\n";
    const times = records(parseText(msi, text).pieces).map(({ timeUs }) => iso(timeUs));
    expect(times).toEqual([
      "2026-10-31T23:59:59.900Z",
      "2026-11-01T00:00:00.100Z",
      "2026-10-31T23:59:59.990Z",
      "2026-11-01T00:00:00.200Z",
    ]);
  });

  it("starts the date anew at the header of a run appended to the same log", () => {
    const run = (date: string) =>
      `=== Verbose logging started: ${date}  10:00:00  Build type: SHIP UNICODE 5.00  Calling process: x.exe ===\nMSI (c) (1:2) [10:00:00:000]: MainEngineThread is returning 0\n=== Verbose logging stopped: ${date}  10:00:01 ===\n\n`;
    const times = records(parseText(msi, run("4/25/2026") + run("4/29/2026")).pieces).map(({ timeUs }) => iso(timeUs));
    expect(times).toEqual(["2026-04-25T10:00:00.000Z", "2026-04-29T10:00:00.000Z"]);
  });

  it.each([
    ["a day over 12", "=== Logging started: 31/10/2026  8:00:00 ===", "dmy", false],
    ["a month that cannot be", "=== Logging started: 4/25/2026  8:00:00 ===", "mdy", false],
    ["dots", "=== Protokollierung gestartet: 04.03.2026  08:00:00 ===", "dmy", false],
    ["a leading year", "=== ログの開始: 2026/03/04  8:00:00 ===", "ymd", false],
    ["a date in the future", "=== Logging started: 5/12/2026  8:00:00 ===", "mdy", false],
    [
      "the user's language",
      "=== Logging started: 5/4/2026  8:00:00 ===\nProperty(S): UserLanguageID = 2057",
      "dmy",
      false,
    ],
    ["nothing, so assumed", "=== Logging started: 5/4/2026  8:00:00 ===", "mdy", true],
  ])("decides the order of day and month by %s", (_why, text, dateOrder, isDateOrderAssumed) => {
    const { settings } = parseText(msi, text);
    expect(settings).toMatchObject({ dateOrder, isDateOrderAssumed });
    expect(settings.notes).toHaveLength(isDateOrderAssumed ? 1 : 0);
  });

  it("dates the lines of a run whose beginning is missing by its end, over midnight too", () => {
    const text =
      "MSI (s) (5C:1C) [23:59:59:900]: a\nMSI (s) (5C:1C) [00:00:01:000]: b\n" +
      "=== Logging stopped: 31.10.2026  00:00:02 ===\nMSI (c) (5C:1C) [00:00:02:100]: c\n";
    const { pieces, settings } = parseText(msi, text);
    expect(records(pieces).map(({ timeUs }) => iso(timeUs))).toEqual([
      "2026-10-30T23:59:59.900Z",
      "2026-10-31T00:00:01.000Z",
      "2026-10-31T00:00:02.100Z",
    ]);
    expect(parseResumed(msi, settings, cutText(msi, text, settings))).toEqual(pieces);
  });

  it("does not date lines above a beginning by it", () => {
    const start = "=== Logging started: 31.10.2026  08:00:00 ===\nMSI (s) (5C:1C) [08:00:01:000]: b\n";
    const [above] = records(parseText(msi, `MSI (s) (5C:1C) [07:00:00:000]: a\n${start}`).pieces);
    expect(above?.timeUs).toBeNull();
  });

  it("gives a line no time when no header has given the date, and keeps its text", () => {
    const [record] = records(parseText(msi, "MSI (s) (5C:1C) [14:03:41:226]: Doing action: InstallFiles\n").pieces);
    expect(record).toMatchObject({ timeUs: null, timeText: "14:03:41.226", body: "Doing action: InstallFiles" });
  });

  it.each([
    ["Action ended 8:00:00: InstallFinalize. Return value 3.", "error"],
    ["Fin de l’action 08:00:00 : InstallFinalize. Valeur renvoyée 3.", "error"],
    ["Fin de la acción 8:00:00: InstallFinalize. Valor devuelto: 3.", "error"],
    ["アクション終了 8:00:00: InstallFinalize。 戻り値 3。", "error"],
    ["Action ended 8:00:00: INSTALL. Return value 2.", "warn"],
    ["Action ended 8:00:00: INSTALL. Return value 1.", "info"],
    ["MSI (s) (5C:1C) [08:00:00:000]: MainEngineThread is returning 1603", "error"],
    ["MSI (s) (5C:1C) [08:00:00:000]: MainEngineThread is returning 3010", "info"],
    ["MSI (s) (5C:1C) [08:00:00:000]: MainEngineThread is returning 1602", "warn"],
    ["MSI (s) (5C:1C) [08:00:00:000]: Note: 1: 2265 2:  3: -2147287035", "info"],
    ["MSI (s) (5C:1C) [08:00:00:000]: Note: 1: 1708", "error"],
    ["MSI (s) (5C:1C) [08:00:00:000]: DEBUG: Error 2826: Control BottomLine extends beyond the dialog", "debug"],
    ["MSI (s) (5C:1C) [08:00:00:000]: Produit: Comptes -- Erreur 1310. Impossible d'écrire le fichier", "error"],
    ["MSI (s) (5C:1C) [08:00:00:000]: Product: Tallybook -- Warning 1946. Property cannot be set", "warn"],
    ["MSI (s) (5C:1C) [08:00:00:000]: Machine policy value 'Debug' is 0", "info"],
    ["Property(S): LASTERROR = Error 1310.", "info"],
  ])("weighs %s as %s", (line, level) => {
    const [record] = records(parseText(msi, `${line}\n`).pieces);
    expect(record && severityLevel(record.severityNumber)).toBe(level);
  });

  it.each([
    ["Action", "Action 8:00:00: InstallFiles. Copying new files", "Action start 8:00:00: InstallFiles."],
    ["Aktion", "Aktion 8:00:00: InstallFiles. Dateien werden kopiert", "Aktion gestartet um 8:00:00: InstallFiles."],
    ["アクション", "アクション 8:00:00: InstallFiles。 コピー", "アクション開始 8:00:00: InstallFiles。"],
  ])("takes the text shown for an action (%s) as part of the record before it", (_word, shown, started) => {
    const text = `MSI (s) (5C:1C) [08:00:00:000]: Doing action: InstallFiles\n${shown}\n${started}\n`;
    expect(records(parseText(msi, text).pieces).map(({ body }) => body)).toEqual([
      `Doing action: InstallFiles\n${shown}`,
      started,
    ]);
  });

  it("takes texts of actions for records where there is nothing else", () => {
    const text =
      "=== Logging started: 31/10/2026  8:00:00 ===\nAction 8:00:00: INSTALL. \nAction 8:00:01: AppSearch. Searching\n";
    expect(records(parseText(msi, text).pieces)).toHaveLength(2);
  });

  it("reads a log of errors only as one record, as bad as what it holds", () => {
    const text =
      "=== Logging started: 31/10/2026  8:00:00 ===\nError 1310. Cannot write ledger.db.\n=== Logging stopped: 31/10/2026  8:00:09 ===\n";
    const [record] = records(parseText(msi, text).pieces);
    expect(iso(record?.timeUs)).toBe("2026-10-31T08:00:00.000Z");
    expect(severityLevel(record?.severityNumber ?? 0)).toBe("error");
  });

  it.each([
    [
      "a wrapper's lines above the header",
      "Setup 4.2\nstarting msiexec\n=== Verbose logging started: 31/10/2026  8:00:00  Build type: SHIP UNICODE 5.00  Calling process: x ===\nMSI (c) (2C:48) [08:00:00:310]: a\n",
    ],
    ["a log cut down to its properties", "Property(S): A = 1\nProperty(S): B = \nProperty(C): C=3\n"],
    [
      "a log cut down to its actions",
      "Action ended 8:00:01: AppSearch. Return value 1.\nAction start 8:00:01: INSTALL.\n",
    ],
  ])("is sure of %s", (_what, head) => {
    expect(msi.detect({ fileName: "x", head, tail: null, receivedAtMs: 0 })).toBeGreaterThan(0.9);
  });

  it.each([
    ["Bulgarian", "31.10.2026 г.  8:00:00"],
    ["Hungarian", "2026.10.31.  8:00:00"],
    ["Czech", "31. 10. 2026  8:00:00"],
    ["Danish", "31-10-2026  8.00.00"],
  ])("reads the date of a %s header", (_language, date) => {
    const text = `=== Logging started: ${date} ===\nAction start 8:00:01: INSTALL.\n`;
    expect(records(parseText(msi, text).pieces).map(({ timeUs }) => iso(timeUs))).toEqual(["2026-10-31T08:00:01.000Z"]);
  });

  it.each(["Protokollierung beendet", "Fin de l'écriture dans le journal", "Loggning slutade: stoppad", "ログの停止"])(
    "takes the header %j for the end of a run",
    (words) => {
      const text = `Action ended 8:00:01: INSTALL. Return value 1.\n=== ${words}: 31/10/2026  8:00:02 ===\n`;
      expect(records(parseText(msi, text).pieces)).toHaveLength(1);
    },
  );

  it("keeps text before the first record as a reject", () => {
    const { pieces } = parseText(msi, "tail of an older line\nMSI (s) (5C:1C) [08:00:00:000]: x\n");
    expect(pieces.map(({ parsed }) => parsed.kind)).toEqual(["reject", "record"]);
  });

  it("does not take a custom action's own times for actions", () => {
    expect(isMsiRecordStart("Log opened at 12:30:11: setup.exe was started")).toBe(false);
    expect(isMsiRecordStart("Finished at 12:30:11: 3 files copied")).toBe(false);
  });

  it("gives the same records when it is resumed after every piece", () => {
    const text = fixture("msi-failed.log");
    const { settings, pieces } = parseText(msi, text);
    expect(parseResumed(msi, settings, cutText(msi, text))).toEqual(pieces);
  });

  it.each(msi.samples)("detects its sample %#", (head) => {
    expect(msi.detect({ fileName: "x", head, tail: null, receivedAtMs: 0 })).toBeGreaterThan(0.9);
  });

  it.each(["2026-01-01 plain text\n", '{"level":30}\n', "MSI was here\n", ""])("does not detect %j", (head) => {
    expect(msi.detect({ fileName: "msi.log", head, tail: null, receivedAtMs: 0 })).toBeLessThan(0.5);
  });

  it("takes linear time on hostile lines", () => {
    const hostile = [
      " -- ".repeat(200_000),
      "=== ".repeat(200_000),
      "a ".repeat(400_000),
      "Action 1:11:11: ".repeat(50_000),
    ];
    expectLinearWork(hostile, (text) => {
      parseText(msi, `MSI (s) (5C:1C) [08:00:00:000]: ${text}\n${text}\n`);
    });
  });
});

describe.skipIf(!hasCorpus)("msi on real logs", () => {
  it.each([
    ["msi/Dimas-Group__msi_install.log", 897],
    ["msi/Dimas-Group__msi_install_utf8.log", 897],
    ["msi/jeremyoverman__msi.log", 60],
  ])("finds every record of %s", (path, expected) => {
    const text = corpusText(path);
    expect(msi.detect({ fileName: "x", head: text.slice(0, 65_536), tail: null, receivedAtMs: 0 })).toBeGreaterThan(
      0.9,
    );
    const { pieces } = parseText(msi, text);
    expect(records(pieces)).toHaveLength(expected);
    expect(pieces).toHaveLength(expected);
  });
});
