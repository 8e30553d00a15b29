import { expect, test } from "vitest";
import { keyNames } from "./key-names.ts";

test.each([
  ["u", ["U"]],
  ["g o", ["G", "O"]],
  ["ctrl+k", ["Ctrl", "K"]],
  ["ctrl+enter", ["Ctrl", "Enter"]],
  ["[", ["["]],
  ["+", ["+"]],
  [" ", ["Space"]],
])("%j is shown as %j", (keys, names) => {
  expect(keyNames(keys)).toEqual(names);
});
