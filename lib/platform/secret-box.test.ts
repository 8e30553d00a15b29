import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { openSecret, sealSecret } from "./secret-box.ts";

const KEY = randomBytes(32);

it("gives back what was sealed, never twice the same bytes, and none of it in clear", () => {
  const sealed = sealSecret("hunter2 größer", "source-1", KEY);
  expect(openSecret(sealed, "source-1", KEY)).toBe("hunter2 größer");
  expect(sealSecret("hunter2 größer", "source-1", KEY).equals(sealed)).toBe(false);
  expect(sealed.includes("hunter2")).toBe(false);
});

it.each([
  ["another owner", (sealed: Buffer) => [sealed, "source-2", KEY] as const],
  ["another key", (sealed: Buffer) => [sealed, "source-1", randomBytes(32)] as const],
  ["a changed byte", (sealed: Buffer) => [Buffer.from(sealed).fill(0, 30, 31), "source-1", KEY] as const],
  ["too few bytes", (sealed: Buffer) => [sealed.subarray(0, 20), "source-1", KEY] as const],
])("refuses %s in words", (_, change) => {
  const sealed = sealSecret("hunter2 and something long enough", "source-1", KEY);
  sealed[30] = 255;
  const [bytes, owner, key] = change(sealed);
  expect(() => openSecret(bytes, owner, key)).toThrow(/enter the keys anew/);
});
