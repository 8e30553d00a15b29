import { afterEach, describe, expect, it, vi } from "vitest";
import {
  AppError,
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  UnavailableError,
} from "#lib/errors.ts";
import { respond } from "./respond.ts";

afterEach(() => vi.restoreAllMocks());

function failure(code: string): Error {
  return Object.assign(new Error("connect ECONNREFUSED 10.0.0.5:5432"), { code });
}

async function answerTo(error: unknown) {
  const response = await respond(async () => Promise.reject(error))();
  return { status: response.status, headers: response.headers, body: await response.json() };
}

describe("respond", () => {
  it.each([
    [400, new InvalidInputError("Not JSON.")],
    [401, new AppError("unauthenticated", "Sign in first.")],
    [403, new ForbiddenError("Viewers may not.")],
    [404, new NotFoundError("No such file.")],
    [409, new ConflictError("Ended already.")],
    [413, new InvalidInputError("Too large.", { code: "too_large" })],
    [415, new InvalidInputError("Send JSON.", { code: "unsupported" })],
    [422, new InvalidInputError("Empty.", { code: "unprocessable", details: { sizeBytes: 0 } })],
    [429, new AppError("rate_limited", "Wait.", { details: { retryAfterS: 3 } })],
    [503, new UnavailableError("Away.")],
  ])("answers %i in the one shape", async (status, error) => {
    const answer = await answerTo(error);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code: error.code, message: error.message, details: error.details } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it("says when to come back", async () => {
    const limited = new AppError("rate_limited", "Wait.", { details: { retryAfterS: 2.2 } });
    expect((await answerTo(limited)).headers.get("retry-after")).toBe("3");
    expect((await answerTo(new UnavailableError("Away."))).headers.get("retry-after")).toBe("5");
  });

  it.each(["ECONNREFUSED", "CONNECTION_CLOSED", "57P01", "53300"])(
    "tells a database that is away (%s) as 503",
    async (code) => {
      const { status, body } = await answerTo(new AggregateError([failure(code)]));
      expect(status).toBe(503);
      expect(JSON.stringify(body)).not.toContain("10.0.0.5");
    },
  );

  it("logs what nobody expected and tells nothing of it", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const { status, body } = await answerTo(new Error("password is hunter2"));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("hunter2");
    expect(log).toHaveBeenCalledOnce();
  });

  it("leaves the redirects of the framework alone", async () => {
    const redirect = Object.assign(new Error("NEXT_REDIRECT"), { digest: "NEXT_REDIRECT;replace;/sign-in;307;" });
    await expect(respond(async () => Promise.reject(redirect))()).rejects.toBe(redirect);
  });
});
