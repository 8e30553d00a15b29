import { expect, test } from "vitest";
import { AppError, UnavailableError, UnreadableContentError } from "#lib/errors.ts";
import { carryError, restoreError } from "./carried-error.ts";

/** As a thread gets it. */
const carried = (error: unknown) => restoreError(structuredClone(carryError(error)));

test.each([
  ["that may pass", new UnavailableError("Away.", { details: { reason: "disk_full" } })],
  ["of the content", new UnreadableContentError("Cut short.", { byteOffset: 7 })],
  ["of no class of its own", new AppError("internal", "Odd.", { details: { list: [1, "two"] } })],
])("an error %s arrives with all that decides what happens next", (_, error) => {
  const arrived = carried(error);
  expect(arrived).toBeInstanceOf(AppError);
  const { name, message, code, isRetryable, stack } = error;
  expect(arrived).toMatchObject({ name, message, code, isRetryable, stack });
  expect((arrived as AppError).details).toEqual(JSON.parse(JSON.stringify(error.details)));
});

test("its causes come along, the deepest of an endless chain excepted", () => {
  const error = new UnavailableError("Away.", { cause: new Error("refused") });
  expect(carried(error).cause).toMatchObject({ message: "refused" });
  const endless = new Error("again");
  endless.cause = endless;
  expect(carried(endless)).toMatchObject({ message: "again", cause: { message: "again" } });
});

test("what was thrown without being an error arrives as one", () => {
  expect(carried("just text")).toMatchObject({ name: "Error", message: "just text" });
  expect(carried(new TypeError("a bug"))).not.toBeInstanceOf(AppError);
});

test("facts that can't be written down do not keep the error from arriving", () => {
  const details: Record<string, unknown> = { sizeBytes: 5n };
  details.self = details;
  expect(carried(new UnavailableError("Away.", { details }))).toMatchObject({ message: "Away.", isRetryable: true });
});
