import { expect, test } from "vitest";
import { bytesFromBase64, hexOf, hexRowCount, hexRows } from "./hex-rows.ts";

const bytes = new TextEncoder().encode("error 1603, stop\r\n");

test("a dump shows offsets of the file, bytes in two groups of eight, and the text", () => {
  expect(hexRows(bytes, { byteOffset: 0x2b6da0, count: 10 })).toEqual([
    { offset: "002B6DA0", hex: "65 72 72 6f 72 20 31 36  30 33 2c 20 73 74 6f 70", ascii: "error 1603, stop" },
    { offset: "002B6DB0", hex: "0d 0a", ascii: ".." },
  ]);
});

test("rows can be shown in parts", () => {
  expect(hexRowCount(bytes)).toBe(2);
  expect(hexRows(bytes, { byteOffset: 0, count: 1 })).toHaveLength(1);
  expect(hexRows(bytes, { byteOffset: 0, first: 1, count: 5 }).map((row) => row.offset)).toEqual(["00000010"]);
});

test("nothing gives no rows", () => {
  expect(hexRows(new Uint8Array(), { byteOffset: 0, count: 6 })).toEqual([]);
});

test("base64 comes back as the same bytes", () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  expect(hexOf(bytesFromBase64(Buffer.from(all).toString("base64")))).toBe(hexOf(all));
});
