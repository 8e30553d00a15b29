import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { cbs } from "./cbs.ts";
import { dism } from "./dism.ts";
import { panther } from "./panther.ts";
import { confidence, expectLinearTime, expectSameWhenResumed, only, recordsOf } from "./windows-text.test-kit.ts";

function line(component: string, message: string, level = "Info"): string {
  return `2026-11-18 08:14:02, ${level.padEnd(10)}            ${component.padEnd(6)} ${message}\n`;
}

function detected(text: string, fileName = "x.log") {
  return detectFormat({ fileName, head: text, tail: null, receivedAtMs: Date.UTC(2026, 10, 20) }).format;
}

describe("panther, cbs and dism", () => {
  it.each([
    ["Info", "info"],
    ["Warning", "warn"],
    ["Error", "error"],
    ["Fatal", "fatal"],
    ["Fatal Error", "fatal"],
    ["Perf", "info"],
    ["Informationen", "info"],
    ["Information", "info"],
    ["Warnung", "warn"],
    ["Avertissement", "warn"],
    ["Advertencia", "warn"],
    ["Fehler", "error"],
    ["Erreur", "error"],
    ["Errore", "error"],
    ["Ошибка", "error"],
    ["Gibberish", "unspecified"],
  ])("reads the level %s as %s", (level, expected) => {
    expect(only(panther, line("MOUPG", "text", level))).toMatchObject({
      level: expected,
      body: "text",
      logger: "MOUPG",
    });
  });

  it("leaves an error code in an information line information", () => {
    expect(only(panther, line("MOUPG", "Result = 0x80070002")).level).toBe("info");
  });

  it.each([
    ["a component", line("SP", "text"), "SP", "text"],
    ["a component as wide as its column", line("IBSLIB", "text"), "IBSLIB", "text"],
    ["a longer component", line("SETUPPLATFORM", "text here"), "SETUPPLATFORM", "text here"],
    ["none, and a message of short words", line("", "Set the key"), undefined, "Set the key"],
    ["none, and a message of long words", line("", "Leaving setup"), undefined, "Leaving setup"],
    ["an indented message", line("MIG", "   text"), "MIG", "   text"],
    ["a message id", "2026-11-18 08:14:02, Error      [0x0606ae] IBS    text\n", "IBS", "text"],
    ["a message id with more in it", "2026-11-18 08:14:02, Error      [0x0606ae_0x1] IBS    text\n", "IBS", "text"],
    ["collapsed blanks", "2026-11-18 08:14:02, Info MOUPG text\n", "MOUPG", "text"],
    ["collapsed blanks and no component", "2026-11-18 08:14:02, Info Failed to read\n", undefined, "Failed to read"],
    ["no message", line("DISM", "").trimEnd(), "DISM", ""],
  ])("finds the columns with %s", (_what, text, logger, body) => {
    expect(only(panther, text)).toMatchObject({ body });
    expect(only(panther, text).logger).toBe(logger);
  });

  it("joins undated lines, blank ones between them included, to the record above", () => {
    const bodies = recordsOf(panther, `${line("MIG", "a")}  b\n\n[0x8007] c\n${line("MIG", "d")}`);
    expect(bodies).toMatchObject([{ body: "a\n  b\n\n[0x8007] c" }, { body: "d" }]);
  });

  it.each([
    ["DISM Package Manager: PID=812 TID=4410 text", "DISM Package Manager", 812, "text"],
    ["PID=812 text", "DISM", 812, "text"],
    ["DISM.EXE: text", "DISM", undefined, "DISM.EXE: text"],
  ])("reads who within DISM wrote %s", (message, logger, processId, body) => {
    const record = only(dism, line("DISM", message));
    expect([record.logger, record.processId, record.body]).toEqual([logger, processId, body]);
  });

  it.each([
    ["cbs by its components", line("CBS", "a") + line("CSI", "b"), "x.log", "cbs"],
    ["cbs by what checks system files", line("DEPLOY", "[Pnp] Corrupt file: C:\\x.sys"), "x.log", "cbs"],
    ["dism by its component", line("DISM", "a") + line("DISM", "b"), "setupact.log", "dism"],
    ["dism that shows some servicing", line("DISM", "a") + line("CSI", "b") + line("CSI", "c"), "x.log", "dism"],
    ["panther by its components", line("MOUPG", "a") + line("SP", "b") + line("CSI", "c"), "CBS.log", "panther"],
    [
      "panther by name where both write",
      line("MIG", "a") + line("CSI", "b") + line("DPX", "c"),
      "setupact.log",
      "panther",
    ],
    ["panther by one error", line("SP", "a", "Error"), "setuperr.log", "panther"],
    ["panther without any component, by name", line("", "a b"), "setupact.log", "panther"],
    ["cbs below a foreign line", `-- log collected --\n${line("CBS", "a")}`, "x.log", "cbs"],
    [
      "plain text that has a comma behind its time",
      "2026-11-18 08:14:02, INFO something else\n",
      "setupact.log",
      "plain",
    ],
    ["plain text under the name of a setup log", "just some text\nand more\n", "setupact.log", "plain"],
  ])("detects %s", (_what, text, fileName, format) => {
    expect(detected(text, fileName)).toBe(format);
  });

  it("stays sure among many lines that continue records", () => {
    expect(confidence(cbs, line("CBS", "a") + "continued\n".repeat(8))).toBeGreaterThan(0.9);
  });

  it.each([
    ["a line of servicing", line("CBS", "Universal Time is: 2026-11-18 07:14:02.286"), 60],
    ["a line of the component store", line("CSI", "00000001@2026/11/18:16:14:02.458 WcpInitialize"), -480],
    ["a zone of half hours", line("CBS", "Universal Time is: 2026-11-18 02:44:02.286"), 330],
  ])("takes the zone from %s", (_what, text, offsetMinutes) => {
    expect(parseText(cbs, text).settings.timeZone).toMatchObject({ source: "evidence", offsetMinutes });
  });

  it("takes no zone from lines that disagree or were delayed", () => {
    const utc = (time: string) => line("CBS", `Universal Time is: 2026-11-18 ${time}`);
    expect(parseText(cbs, utc("07:14:02.286") + utc("06:14:02.286")).settings).toMatchObject({
      notes: [expect.stringContaining("changes")],
    });
    expect(parseText(cbs, utc("07:18:02.286")).settings).toEqual({});
  });

  it("keeps an impossible time as text, and rejects what has no level or no record above", () => {
    expect(only(panther, "2026-02-30 08:14:02, Info                  SP     x\n")).toMatchObject({
      timeUs: null,
      timeText: "2026-02-30 08:14:02",
    });
    expect(recordsOf(panther, "stray\n2026-11-18 08:14:02, 12345\n")).toEqual([
      { reject: expect.stringContaining("above the first record") },
      { reject: expect.stringContaining("No level") },
    ]);
  });

  it("goes on exactly when resumed", () => {
    expect(expectSameWhenResumed(dism, line("DISM", "PID=1 a") + line("CSI", "b\nc"))).toHaveLength(2);
  });

  it("takes linear time on hostile lines", () => {
    const start = "2026-11-18 08:14:02, ";
    expectLinearTime(panther, [
      start + " ".repeat(900_000),
      start + "a".repeat(900_000),
      `${start}Info [0x${"0".repeat(900_000)}`,
      line("DISM", "A: ".repeat(300_000)),
      `${start}\n`.repeat(40_000),
      line("CBS", "Universal Time is: ".repeat(40_000)),
    ]);
  });
});
