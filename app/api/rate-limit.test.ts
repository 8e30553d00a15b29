import { expect, it } from "vitest";
import { rateLimit } from "./rate-limit.ts";

it("lets a burst pass, then one request per interval", () => {
  const limit = rateLimit({ burst: 3, perSecond: 1 });
  for (let i = 0; i < 3; i++) limit.take("a", 1000);
  expect(() => limit.take("a", 1000)).toThrow(/try again in 1 s/);
  expect(() => limit.take("a", 1500)).toThrow();
  limit.take("a", 2100);
  expect(() => limit.take("a", 2100)).toThrow();
});

it("counts each client on its own", () => {
  const limit = rateLimit({ burst: 1, perSecond: 0.1 });
  limit.take("a", 0);
  limit.take("b", 0);
  expect(() => limit.take("a", 1000)).toThrow(/try again in 9 s/);
});

it("says how long to wait in the details", () => {
  const limit = rateLimit({ burst: 1, perSecond: 0.5 });
  limit.take("a", 0);
  try {
    limit.take("a", 0);
    expect.unreachable();
  } catch (error) {
    expect(error).toMatchObject({ code: "rate_limited", details: { retryAfterS: 2 } });
  }
});
