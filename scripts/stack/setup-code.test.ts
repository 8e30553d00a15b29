import { expect, test } from "vitest";
import { newSetupCode } from "./setup-code.ts";

test("codes are two groups of four without letters that look alike, and do not repeat", () => {
  const codes = Array.from({ length: 500 }, newSetupCode);
  for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}-[2-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(codes.length);
});
