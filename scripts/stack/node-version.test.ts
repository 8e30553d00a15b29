import { expect, test } from "vitest";
import { assertNodeVersion } from "./node-version.ts";

test("a Node without type stripping is refused with what to do", () => {
  expect(() => assertNodeVersion("20.20.2")).toThrow(/Node 20\.20\.2 .* needs Node 22 or newer.*npm start/s);
});

test("Node 22 and newer are accepted", () => {
  expect(() => assertNodeVersion("22.18.0")).not.toThrow();
  expect(() => assertNodeVersion("24.21.0")).not.toThrow();
});
