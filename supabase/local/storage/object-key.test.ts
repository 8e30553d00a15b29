import { expect, test } from "vitest";
import { checkedKey, objectKey } from "./object-key.ts";

test.each(["org/file/install.log", "a b/(1)_x!.log", "key=value;a,b&c$d@e:f+g?h*'i"])("%s is a key", (key) => {
  expect(checkedKey(key)).toBe(key);
  expect(objectKey(encodeURIComponent(key))).toBe(key);
});

test.each([
  ["", "no text"],
  ["größe.log", "a letter outside ASCII"],
  ["a#b", "a hash"],
  ["a%41", "a percent sign"],
  ["a~b", "a tilde"],
  ["a[1]", "brackets"],
  ["a\u0000b", "a zero byte"],
  ["a\nb", "a line end"],
  ["x".repeat(1025), "more than 1,024 characters"],
])("%j is refused: %s", (key) => {
  expect(() => checkedKey(key)).toThrow("Invalid key");
});

test("a key that is no text is refused", () => {
  expect(() => checkedKey(7)).toThrow("Invalid key: 7");
});

test("an address that can't be decoded is refused", () => {
  expect(() => objectKey("a%E0%A4%A")).toThrow("Invalid key");
});
