import { describe, expect, it } from "vitest";
import { ExpansionBudget } from "./binxml-damage.ts";
import { BinXmlReader } from "./binxml-template.ts";
import { arrayTexts, fileTimeText, valueText } from "./binxml-value.ts";

function value(type: number, bytes: Buffer) {
  // Somewhere within a chunk, at an odd place.
  const chunk = Buffer.concat([Buffer.alloc(7, 0xee), bytes, Buffer.alloc(16)]);
  return { reader: new BinXmlReader(chunk, new ExpansionBudget(1000)), value: { type, at: 7, size: bytes.length } };
}

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");
const wide = (text: string) => Buffer.from(text, "utf16le");

describe("valueText", () => {
  it.each([
    ["nothing", 0x00, hex(""), ""],
    ["text", 0x01, wide("Größe\0"), "Größe"],
    ["long text", 0x01, wide("日本 ".repeat(40)), "日本 ".repeat(40)],
    ["half a pair", 0x01, hex("41 00 3d d8"), "A\ufffd"],
    ["single-byte text", 0x02, hex("41 fc 00"), "Aü"],
    ["a signed byte", 0x03, hex("ff"), "-1"],
    ["a byte", 0x04, hex("ff"), "255"],
    ["a signed short", 0x05, hex("feff"), "-2"],
    ["a short", 0x06, hex("feff"), "65534"],
    ["a signed number", 0x07, hex("2b001880"), "-2145910741"],
    ["a number", 0x08, hex("2b001880"), "2149056555"],
    ["a signed long", 0x09, hex("ffffffffffffffff"), "-1"],
    ["a long", 0x0a, hex("ffffffffffffffff"), "18446744073709551615"],
    ["a small long", 0x0a, hex("0700000001000000"), "4294967303"],
    ["a float", 0x0b, hex("0000c03f"), "1.5"],
    ["a double", 0x0c, hex("000000000000f83f"), "1.5"],
    ["true", 0x0d, hex("01000000"), "true"],
    ["bytes", 0x0e, hex("00a1ff"), "00A1FF"],
    ["a GUID", 0x0f, hex("33221100554477668899aabbccddeeff"), "{00112233-4455-6677-8899-AABBCCDDEEFF}"],
    ["a size of 32 bits", 0x10, hex("00100000"), "0x1000"],
    ["a time", 0x11, hex("00803ed5deb19d01"), "1970-01-01T00:00:00.0000000Z"],
    ["parts of a time", 0x12, hex("ea07 0b00 0100 0200 0900 0f00 1e00 7b00"), "2026-11-02T09:15:30.123Z"],
    ["a SID", 0x13, hex("01020000000000052000000020020000"), "S-1-5-32-544"],
    ["hexadecimal of 32 bits", 0x14, hex("2b001880"), "0x8018002b"],
    ["hexadecimal of 64 bits", 0x15, hex("0000000000001080"), "0x8010000000000000"],
    ["an array of texts", 0x81, wide("one\0two\0"), "one, two"],
    ["an array of numbers", 0x88, hex("0100000002000000"), "1, 2"],
  ])("writes %s as Windows does", (_name, type, bytes, expected) => {
    const { reader, value: stored } = value(type, bytes);
    expect(valueText(reader, stored)).toBe(expected);
  });

  it("refuses to read beyond its chunk", () => {
    const { reader } = value(0x0a, hex("00"));
    expect(() => valueText(reader, { type: 0x0a, at: 20, size: 8 })).toThrow(RangeError);
  });

  it("keeps empty texts within an array", () => {
    const { reader, value: stored } = value(0x81, wide("one\0\0three\0"));
    expect(arrayTexts(reader, stored)).toEqual(["one", "", "three"]);
  });
});

describe("fileTimeText", () => {
  it.each([0, -1, 1_793_610_930_123, Date.UTC(1999, 11, 31, 23, 59, 59, 999), Date.UTC(2250, 0, 1)])(
    "is exact to 100 ns at %i",
    (ms) => {
      const ticks = BigInt(ms) * 10_000n + 4567n + 116_444_736_000_000_000n;
      const text = fileTimeText(Number(ticks & 0xffffffffn), Number(ticks >> 32n));
      expect(text).toBe(`${new Date(ms).toISOString().slice(0, -1)}4567Z`);
    },
  );

  it("keeps what no calendar holds as its number", () => {
    expect(fileTimeText(0xffffffff, 0xffffffff)).toMatch(/^FILETIME 0xffffffff/);
  });
});
