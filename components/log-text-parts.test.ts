import { describe, expect, test } from "vitest";
import { logTextParts } from "./log-text-parts.ts";

const shown = (text: string, options?: Parameters<typeof logTextParts>[1]) =>
  logTextParts(text, options).map((part) => (part.kind === "text" ? part.text : `[${part.text}]`));

describe("what can't be seen becomes a mark", () => {
  test.each([
    ["plain text stays one part", "error 1603", ["error 1603"]],
    ["a right-to-left override can't turn the rest around", "a\u202Egpj.exe", ["a", "[U+202E]", "gpj.exe"]],
    ["isolates and embeddings are marked too", "\u2066x\u2069", ["[U+2066]", "x", "[U+2069]"]],
    ["NUL and escape have their pictures", "a\0b\u001b[31m", ["a", "[␀]", "b", "[␛]", "[31m"]],
    ["C1 controls and DEL are marked", "\u0085\u007f", ["[U+0085]", "[␡]"]],
    ["zero width space and byte order mark are marked", "a\u200Bb\uFEFF", ["a", "[U+200B]", "b", "[U+FEFF]"]],
    ["half a surrogate pair is marked", "\uD83D!", ["[U+D83D]", "!"]],
    ["whole emoji, joiners and right-to-left letters are left alone", "👩‍💻 שלום", ["👩‍💻 שלום"]],
    ["tabs and line breaks are left alone", "a\tb\nc", ["a\tb\nc"]],
  ])("%s", (_, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });
});

test("in one line a line break is a mark, and CR LF is one of them", () => {
  expect(shown("a\r\nb\nc", { isOneLine: true })).toEqual(["a", "[↵]", "b", "[↵]", "c"]);
});

test("a lone carriage return, which can overprint a line in a terminal, is a mark", () => {
  expect(shown("good\rbad")).toEqual(["good", "[␍]", "bad"]);
});

test("a code is emphasised wherever it occurs, as text and not as a pattern", () => {
  expect(shown("(1) then (1)", { code: "(1)" })).toEqual(["[(1)]", " then ", "[(1)]"]);
});

test("every code can be cut out, the asked one emphasised", () => {
  const parts = logTextParts("error 0x80070534, returned 1603 after 1603 ms", { code: "0x80070534", hasCodes: true });
  expect(parts.filter((part) => part.kind === "code")).toEqual([
    { kind: "code", at: 6, text: "0x80070534", isEmphasised: true },
    { kind: "code", at: 27, text: "1603", isEmphasised: false, codeKind: "exit" },
  ]);
  expect(parts.map((part) => part.text).join("")).toBe("error 0x80070534, returned 1603 after 1603 ms");
});

test("a mark says which character it stands for", () => {
  expect(logTextParts("\u202E")).toEqual([
    { kind: "mark", at: 0, text: "U+202E", title: "U+202E, right-to-left override" },
  ]);
});

test("what redaction masked is a part of its own, also within a code's reach", () => {
  expect(logTextParts("password=*password*** by *email**** at *badge*** (**bold**)", { hasCodes: true })).toEqual([
    { kind: "text", at: 0, text: "password=" },
    { kind: "redacted", at: 9, text: "*password***", rule: "password" },
    { kind: "text", at: 21, text: " by " },
    { kind: "redacted", at: 25, text: "*email****", rule: "email" },
    { kind: "text", at: 35, text: " at " },
    { kind: "redacted", at: 39, text: "*badge***", rule: "badge" },
    { kind: "text", at: 48, text: " (**bold**)" },
  ]);
});
