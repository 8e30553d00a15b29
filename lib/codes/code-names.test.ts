import { describe, expect, test } from "vitest";
import { loadCodeNames } from "./code-names.ts";
import { describeCode } from "./code-rules.ts";
import { codeValue } from "./code-value.ts";
import { allMeanings, explainCode } from "./explain-code.ts";
import { namedCode } from "./named-code.ts";
import { searchCodes } from "./search-codes.ts";

describe("names of codes", () => {
  test("there are thousands, and the words of ours carry the same names", async () => {
    const names = await loadCodeNames();
    expect(names.size).toBeGreaterThan(5000);
    const other = allMeanings().filter(({ code, name, source }) => {
      if (name === null || source === "HTTP") return false;
      const known = names.nameOf(codeValue(code) ?? -1);
      return known !== null && known !== name;
    });
    expect(other.map(({ code, name }) => `${code} ${name}`)).toEqual([]);
  });

  test("most codes say what often stands behind them, in one sentence", async () => {
    const names = await loadCodeNames();
    const causes = allMeanings().flatMap((meaning) => names.likelyCauseOf(meaning) ?? []);
    expect(causes.length).toBeGreaterThan(350);
    for (const cause of causes) expect(cause).toMatch(/^[A-Z].{8,118}\.$/);
  });

  test.each([
    ["0x80070005", "SYSTEM lost its rights"],
    ["0x80070020", "The old version of the product is still running."],
    ["1603", "A custom action or service failed"],
  ])("what stands behind %s is %s", async (code, cause) => {
    const meaning = explainCode(code);
    expect(meaning && (await loadCodeNames()).likelyCauseOf(meaning)).toContain(cause);
  });

  test.each([
    ["ERROR_BAD_COMMAND", "22", "A plain number: a Win32 error, or a code of the program itself."],
    ["ERROR_BAD_COMMAND", "0x80070016", "A Win32 error (22) wrapped in an HRESULT."],
    [
      "STATUS_DEVICE_POWER_FAILURE",
      "0xC000009E",
      "An NTSTATUS: an error of the Windows kernel, or how a process crashed.",
    ],
    ["WU_E_UH_NOTIFYFAILURE", "0x8024200E", "A failure (HRESULT) of Windows Update."],
  ])("%s is known by name alone from %s", async (name, code, meaning) => {
    expect(namedCode(code, await loadCodeNames())).toMatchObject({ name, meaning, check: null });
  });

  test.each([
    ["0x80079999", "A Win32 error (39321) wrapped in an HRESULT."],
    ["0x87D1019A", "A device's answer to a setting, status 410."],
    ["0x87D0FFFF", "A failure (HRESULT) of management agents (ConfigMgr, Intune)."],
    ["0x8018FFFF", "A failure (HRESULT) of device enrollment."],
    ["0xE0000001", "An exception, or a code that a program made up itself."],
    ["17", "A plain number: a Win32 error, or a code of the program itself."],
    ["123456789", null],
    ["x", null],
  ])("the parts of %s say: %s", (code, expected) => {
    expect(describeCode(code)).toBe(expected);
  });

  test("names that nobody explained are found once they are loaded", async () => {
    const names = await loadCodeNames();
    expect(searchCodes("bad_command", 5)).toEqual([]);
    expect(searchCodes("bad_command", 5, { names })[0]).toMatchObject({ code: "22", title: "Bad command" });
    expect(searchCodes("0x8024200E", 5, { names })[0]?.name).toBe("WU_E_UH_NOTIFYFAILURE");
  });

  test.each(["0x80070534", "1603", "80070005"])(
    "%s is found once, by our words and not by its name again",
    async (code) => {
      const found = searchCodes(code, 20, { names: await loadCodeNames() });
      expect(found.filter((meaning) => meaning.code === found[0]?.code)).toHaveLength(1);
    },
  );
});

describe("the same number elsewhere", () => {
  test.each([
    ["2", { format: "chocolatey", kind: "exit" as const }, "Nothing found"],
    ["2", { format: "plain", kind: "exit" as const }, "File not found"],
    ["5", { format: "inno", kind: "exit" as const }, "Cancelled while installing"],
    ["5", { format: "inno", kind: "error" as const }, "Access denied"],
    ["500", { kind: "http" as const }, "Server error"],
    ["502", { format: "access-log" }, "No valid answer behind gateway"],
    ["1330", { format: "plain", kind: "error" as const }, "Password expired"],
    ["1330", { format: "plain", kind: "message" as const }, "Cabinet signature invalid"],
    ["1722", { format: "msi", kind: "exit" as const }, "RPC server not available"],
    ["60012", {}, "Put off by the user"],
    ["69010", {}, "Package's own exit code"],
  ])("%s in %j is %s", (code, context, title) => {
    expect(explainCode(code, context)?.title).toBe(title);
  });
});
