import { describe, expect, test } from "vitest";
import { expectLinearWork } from "#lib/streams/linear-time.test-kit.ts";
import { allMeanings, explainCode } from "./explain-code.ts";
import { findCodes } from "./find-codes.ts";
import { searchCodes } from "./search-codes.ts";

const NO_WORDS = { name: null, meaning: "m", check: null, role: "either", source: "your team" } as const;

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

  test.each(["", "abc", "16033", "0x8007", "0x80079999", "0x801907ff", "-99999999999", "1603; drop", "4294967296"])(
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
    expect(known.length).toBeGreaterThan(750);
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
    ["GrantAcl: error 0x80070534, no SID for account", ["hresult 0x80070534"]],
    ["failed with 0x8ABCDEF0.", ["hresult 0x8ABCDEF0"]],
    ["CustomAction X returned actual error code 1603 (note", ["exit 1603"]],
    ["Product: X -- Error 1722. There is a problem", ["message 1722"]],
    ["Produkt: X -- Fehler 1920. Der Dienst", ["message 1920"]],
    ["Note: 1: 1402 2: HKLM", ["message 1402"]],
    ["Exit code: -2147023293", ["hresult -2147023293"]],
    ["rc = 3010", ["exit 3010"]],
    ["error 0x80070005 then exit code 1618", ["hresult 0x80070005", "exit 1618"]],
    ["exit code 1603", ["exit 1603"]],
    ["exit code: 0x643", ["exit 0x643"]],
    ["ExitCode=3010", ["exit 3010"]],
    ["Process exited with 17", ["exit 17"]],
    ["terminated with exitcode: 1618", ["exit 1618"]],
    ["MainEngineThread is returning 1603", ["exit 1603"]],
    ["setup returned 3010", ["exit 3010"]],
    ["error 1722: the RPC server is unavailable", ["error 1722"]],
    ["error (5) while opening", ["error 5"]],
    ["Access is denied (5)", ["exit 5"]],
    ["System error 53 has occurred.", ["error 53"]],
    ["GetLastError: 32", []],
    ["last error: 32", ["exit 32"]],
    ["Fehlercode: 1603", ["exit 1603"]],
    ["Rückgabecode 1618", ["exit 1618"]],
    ["hr=80070002", ["error 80070002"]],
    ["error code 80240438", ["exit 80240438"]],
    ["HRESULT: 0x80070005", ["hresult 0x80070005"]],
    ["hr = -2147024891", ["hresult -2147024891"]],
    ["crashed, -1073741819", ["hresult -1073741819"]],
    ["result: 0xC1900101 - 0x20017", ["hresult 0xC1900101"]],
    ["Exit-Script with exit code [60012]", ["exit 60012"]],
    ["exit code [69004]", ["exit 69004"]],
    ["Exit code: 0x80070643, restart", ["hresult 0x80070643"]],
    ["failed with 1603", ["exit 1603"]],
    ["status 500 after 30 ms", ["http 500"]],
    ['HTTP/1.1" 404 153', ["http 404"]],
    ["HTTP 503 from upstream", ["http 503"]],
    ['"statusCode":502,"x":1', ["http 502"]],
    ["responded with 429", ["http 429"]],
    ["The remote server returned an error: (407) Proxy Authentication", ["http 407"]],
    ["server returned 404", ["http 404"]],
    ["mapped at 0x00A31603, handle 0xC12345AB", []],
    ["copied 1603 files, port 3010, took 1618 ms", []],
    ["error code 16031603 is too long", ["exit 16031603"]],
    ["error status 1603.4", []],
    ["exit code 0", []],
    ["error 0", []],
    ["error at 12:05:32", []],
    ["error 12:05:32", []],
    ["error 2026-11-28", []],
    ["error 1024 KB", []],
    ["returned 1603 rows", []],
    ["returned 404 bytes", []],
    ["result 3010 items", []],
    ["error 1 of 5", []],
    ["status 200", []],
    ["status 3010ms", []],
    ["took 500 ms, status ok", []],
    ["id 1603, thread 1618", []],
    ["error {1603A2B4-0000-4000-8000-000000000000}", []],
    ["{80070005-1234-4000-8000-000000000000}", []],
    ["error 1603-ABCD", []],
    ["version 10.0.1603.500", []],
    ["errors: 1603", []],
    ["C:\\status\\500\\x.log", []],
    ["localhost:500 status", []],
    ["0x0000000000001603", []],
    ["balance -2147023293.55", []],
    ["errno 5/12", []],
    ["progress 87 %, error 87%", []],
    ["#1603 closed, see 1618", []],
  ] as const)("%s", (text, expected) => {
    const found = findCodes(text);
    expect(found.map(({ kind, code }) => `${kind} ${code}`)).toEqual(expected);
    for (const { code, start, end } of found) expect(text.slice(start, end)).toBe(code);
  });

  test("a megabyte of digits is looked through in linear time", () => {
    const hostile = ["error ".repeat(50_000), "1".repeat(500_000), "0x8".repeat(50_000)];
    expectLinearWork(hostile, (text) => void findCodes(text));
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

  test("a team's own codes are found by number, in any writing, and by the words of their title", () => {
    const own = [
      { ...NO_WORDS, code: "4711", title: "Licence server not reached" },
      { ...NO_WORDS, code: "0x8ABCDEF0", title: "Agent too old" },
    ];
    expect(searchCodes("4711", 5, { own })[0]).toBe(own[0]);
    expect(searchCodes("8abcdef0", 5, { own })[0]).toBe(own[1]);
    expect(searchCodes("licence server", 5, { own })[0]).toBe(own[0]);
  });

  test("one character and nothing find nothing, and the limit holds", () => {
    expect(searchCodes("1", 10)).toEqual([]);
    expect(searchCodes("zzzz", 10)).toEqual([]);
    expect(searchCodes("error", 7)).toHaveLength(7);
  });
});
