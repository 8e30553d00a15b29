import { expect, test } from "vitest";
import { signInLimit } from "./sign-in-limit.ts";

test("an address has to wait after ten wrong passwords, another one not", () => {
  const limit = signInLimit(() => 1_000);
  for (let i = 0; i < 10; i++) {
    expect(limit.waitS("a@example.com")).toBe(0);
    limit.failed(i % 2 ? "A@example.com " : "a@example.com");
  }
  expect(limit.waitS("a@example.com")).toBe(300);
  expect(limit.waitS("b@example.com")).toBe(0);
});

test("the wait ends with its window, and a right password clears the count", () => {
  let nowMs = 0;
  const limit = signInLimit(() => nowMs);
  for (let i = 0; i < 10; i++) limit.failed("a@example.com");
  nowMs = 5 * 60_000;
  expect(limit.waitS("a@example.com")).toBe(0);
  for (let i = 0; i < 9; i++) limit.failed("a@example.com");
  limit.succeeded("a@example.com");
  limit.failed("a@example.com");
  expect(limit.waitS("a@example.com")).toBe(0);
});

test("guessing one password at many addresses is slowed down as well", () => {
  const limit = signInLimit(() => 0);
  for (let i = 0; i < 100; i++) limit.failed(`user${i}@example.com`);
  expect(limit.waitS("new@example.com")).toBe(300);
});
