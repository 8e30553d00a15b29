import { describe, expect, it } from "vitest";
import { encodeIn } from "./code-page.test-kit.ts";
import { textEncoding } from "./text-encoding.ts";
import { decodeMixed } from "./windows-1252.ts";

describe("textEncoding", () => {
  it.each([
    ["nothing", Buffer.alloc(0), "utf-8"],
    ["ASCII", Buffer.from("text\n"), "utf-8"],
    ["terminal colours", Buffer.from("\u001b[31mred\u001b[0m\n".repeat(20)), "utf-8"],
    ["UTF-8 cut within a character", Buffer.from("Größe").subarray(0, 4), "utf-8"],
    ["Windows-1252", Buffer.from("Gr\xf6\xdfe\n", "latin1"), "windows-1252"],
    [
      "Russian of a console, whose bytes Windows-1252 does not have",
      encodeIn("ibm866", "Отказано в доступе\n"),
      "ibm866",
    ],
    ["Japanese", encodeIn("shift_jis", "アクセスが拒否されました。\n"), "shift_jis"],
    [
      "a few torn characters in UTF-8",
      Buffer.concat([Buffer.from("拒绝访问\n".repeat(30)), Buffer.from([0xe6, 0x97, 10])]),
      "utf-8",
    ],
    ["UTF-16LE without a mark", Buffer.from("line of text\n", "utf16le"), "utf-16le"],
    ["UTF-16BE without a mark", Buffer.from("line of text\n", "utf16le").swap16(), "utf-16be"],
    ["Cyrillic UTF-16LE without a mark", Buffer.from("это строка журнала 12:00\n".repeat(3), "utf16le"), "utf-16le"],
    [
      "text with space reserved in NULs",
      Buffer.concat([Buffer.from("text\n".repeat(20)), Buffer.alloc(4000)]),
      "utf-8",
    ],
    ["NULs between every few bytes", Buffer.from("ab\0cd\0\0e\0".repeat(30)), "binary"],
    ["control characters", Buffer.from("\u0001\u0002\u0003abc\u0004".repeat(30)), "binary"],
    ["a program", Buffer.from("\x7fELF and so on"), "binary"],
  ])("tells %s", (_name, bytes, encoding) => {
    expect(textEncoding(bytes)).toBe(encoding);
  });
});

describe("decodeMixed", () => {
  it("reads valid sequences as UTF-8 and every other byte as Windows-1252", () => {
    expect(decodeMixed(Buffer.concat([Buffer.from("é€😀"), Buffer.from([0x80, 0xe9, 0x0a, 0xff])]))).toBe("é€😀€é\nÿ");
  });

  it.each([
    ["overlong", [0xc0, 0xaf], "À¯"],
    ["surrogate", [0xed, 0xa0, 0x80], "í\u00a0€"],
    ["beyond Unicode", [0xf4, 0x90, 0x80, 0x80], "ô\u0090€€"],
  ])("takes an %s sequence as single bytes", (_name, bytes, text) => {
    expect(decodeMixed(Uint8Array.from(bytes))).toBe(text);
  });
});
