import { afterEach, expect, test, vi } from "vitest";
import { socketRetry } from "./socket-retry.ts";

afterEach(() => {
  vi.useRealTimers();
  socketRetry.forget();
});

test.each([
  [1, 1000],
  [2, 2000],
  [3, 5000],
  [4, 10_000],
  [40, 10_000],
])("try %i waits %i ms, and is told to who counts down", (tries, waitMs) => {
  vi.useFakeTimers({ now: 1_000_000 });
  const listener = vi.fn();
  const stop = socketRetry.subscribe(listener);
  expect(socketRetry.plan(tries)).toBe(waitMs);
  expect(socketRetry.nextAtMs()).toBe(1_000_000 + waitMs);
  socketRetry.forget();
  expect(socketRetry.nextAtMs()).toBeNull();
  expect(listener).toHaveBeenCalledTimes(2);
  stop();
});
