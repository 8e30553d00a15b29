import { expect, test } from "vitest";
import { namesFile } from "./names-file.ts";
import { byNumber, readHeader } from "./read-header.ts";

const HEADER = `/* This file is placed in the Public Domain. */
#define _SAMPLE_H_
#define FACILITY_SAMPLE 9
#define SAMPLE_BASE 12000
#define ERROR_ALPHA __MSABI_LONG(5)
#define ERROR_ALPHA_TOO __MSABI_LONG(5) // the same
#define E_BETA _HRESULT_TYPEDEF_(0x80004005)
#define STATUS_GAMMA ((NTSTATUS)0xC0000005)
#define ERROR_DELTA 0x2EE7L
#define ERROR_MACRO(x) (x)
#define ERROR_TEXT "no number"
`;

test("numbers in every writing of the headers are read, and what is no code is left out", () => {
  expect(readHeader(HEADER, () => true)).toEqual([
    { name: "ERROR_ALPHA", value: 5 },
    { name: "ERROR_ALPHA_TOO", value: 5 },
    { name: "E_BETA", value: 0x80004005 },
    { name: "STATUS_GAMMA", value: 0xc0000005 },
    { name: "ERROR_DELTA", value: 12007 },
  ]);
});

test("each number has one name, and the file says where it is from", () => {
  const codes = byNumber(readHeader(HEADER, (name) => name.startsWith("ERROR_")));
  const file = { header: "sample.h", constant: "SAMPLE_NAMES", about: "samples", isCode: () => true };
  const text = namesFile(file, "headers 1.0", codes);
  expect(text).toContain("sample.h (samples), from Debian's package headers 1.0");
  expect(text).toContain("export const SAMPLE_NAMES = `\n5 ERROR_ALPHA\n2ee7 ERROR_DELTA\n`;");
});

test("a header with a licence is refused", () => {
  expect(() => readHeader("/* Copyright somebody */", () => true)).toThrow("public domain");
});
