import { describe, expect, test } from "vitest";
import { allMeanings, explainCode } from "./explain-code.ts";
import { findCodes } from "./find-codes.ts";
import { searchCodes } from "./search-codes.ts";

describe("what a code means", () => {
  test.each([
    ["an exit code of the installer", "1603", "ERROR_INSTALL_FAILURE", "result"],
    ["the same as HRESULT", "0x80070643", "ERROR_INSTALL_FAILURE", "result"],
    ["the same as a signed number", "-2147023293", "ERROR_INSTALL_FAILURE", "result"],
    ["a Win32 error inside a HRESULT", "0x80070534", "ERROR_NONE_MAPPED", "cause"],
    ["lower case", "0x80072ee7", "ERROR_INTERNET_NAME_NOT_RESOLVED", "cause"],
    ["a reboot", "3010", "ERROR_SUCCESS_REBOOT_REQUIRED", "result"],
    ["an enrollment error", "0x80180014", "MENROLL_E_DEVICENOTSUPPORTED", "cause"],
    ["an update error", "0x80240022", "WU_E_ALL_UPDATES_FAILED", "result"],
    ["an HTTP status of a download", "0x80190194", "HTTP_E_STATUS_404", "cause"],
    ["a crash as exit code", "-1073741819", "STATUS_ACCESS_VIOLATION", "cause"],
    ["a Win32 error in hexadecimal without facility", "0x00000534", "ERROR_NONE_MAPPED", "cause"],
    ["success", "0", "ERROR_SUCCESS", "result"],
  ])("%s: %s", (_, code, name, role) => {
    expect(explainCode(code)).toMatchObject({ name, role });
  });

  test.each(["", "abc", "16033", "0x8007", "0x80079999", "0x801903ff", "-99999999999", "1603; drop", "4294967296"])(
    "%j has no words",
    (code) => {
      expect(explainCode(code)).toBeNull();
    },
  );

  test("the same number is a message in an installer's log and a Windows error elsewhere", () => {
    expect(explainCode("1722", { format: "msi" })?.title).toBe("Program of the package failed");
    expect(explainCode("1722", { format: "cmtrace" })?.name).toBe("RPC_S_SERVER_UNAVAILABLE");
    expect(explainCode("1303", { format: "plain" })?.title).toBe("No right to a folder");
  });

  test("every text is short, plain and in one sentence or two", () => {
    const known = allMeanings();
    expect(known.length).toBeGreaterThan(250);
    for (const { code, title, meaning, check } of known) {
      expect(title.split(" ").length, `${code}: ${title}`).toBeLessThanOrEqual(6);
      expect(meaning, code).toMatch(/^[A-Z].{8,118}\.$/);
      if (check !== null) expect(check, code).toMatch(/^[A-Z].{5,118}\.$/);
    }
  });

  test("no table says two things about one code", () => {
    const codes = allMeanings().map(({ code, source }) => `${source} ${code}`);
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
  });
});

describe("codes in a line", () => {
  test.each([
    ["a HRESULT", "GrantAcl: error 0x80070534, no SID for account", ["0x80070534"]],
    ["an unknown HRESULT too", "failed with 0x8ABCDEF0.", ["0x8ABCDEF0"]],
    ["what a custom action returned", "CustomAction X returned actual error code 1603 (note", ["1603"]],
    ["a numbered message", "Product: X -- Error 1722. There is a problem", ["1722"]],
    ["a note of the installer", "Note: 1: 1402 2: HKLM", ["1402"]],
    ["a negative exit code", "Exit code: -2147023293", ["-2147023293"]],
    ["exit code after equals", "rc = 3010", ["3010"]],
    ["two codes", "error 0x80070005 then exit code 1618", ["0x80070005", "1618"]],
    ["no address in memory", "mapped at 0x00A31603, handle 0xC12345AB", []],
    ["no plain number", "copied 1603 files, port 3010, took 1618 ms", []],
    ["no part of a longer number", "error code 16031603", []],
    ["no version", "error status 1603.4", []],
  ])("%s", (_, text, expected) => {
    const found = findCodes(text);
    expect(found.map(({ code }) => code)).toEqual(expected);
    for (const { code, start, end } of found) expect(text.slice(start, end)).toBe(code);
  });

  test("a megabyte of digits is looked through at once", () => {
    const start = performance.now();
    findCodes("error ".repeat(50_000) + "1".repeat(500_000) + "0x8".repeat(50_000));
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

describe("looking for a code", () => {
  test.each([
    ["a whole code", "1603", "1603"],
    ["hexadecimal without 0x", "80070534", "0x80070534"],
    ["the beginning", "0x8018", "0x80180001"],
    ["the name", "none_mapped", "1332"],
    ["words of the title", "disk full", "112"],
  ])("%s: %s", (_, query, expected) => {
    expect(searchCodes(query, 20).map(({ code }) => code)).toContain(expected);
  });

  test("a whole code comes first, and a number with two meanings brings both", () => {
    expect(
      searchCodes("1722", 10)
        .slice(0, 2)
        .map(({ title }) => title),
    ).toEqual(["RPC server not available", "Program of the package failed"]);
    expect(searchCodes("0x80070643", 5)[0]).toMatchObject({ code: "0x80070643", name: "ERROR_INSTALL_FAILURE" });
  });

  test.each(["0x800705", "80070534"])("the beginning %j finds a Windows code in its long writing", (query) => {
    expect(searchCodes(query, 20)).toContainEqual(
      expect.objectContaining({ code: "0x80070534", name: "ERROR_NONE_MAPPED" }),
    );
  });

  test("one character and nothing find nothing, and the limit holds", () => {
    expect(searchCodes("1", 10)).toEqual([]);
    expect(searchCodes("zzzz", 10)).toEqual([]);
    expect(searchCodes("error", 7)).toHaveLength(7);
  });
});
