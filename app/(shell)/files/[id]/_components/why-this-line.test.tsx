// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { WhyThisLine } from "./why-this-line.tsx";

afterEach(cleanup);

const LINE = { recordNumber: 17, byteOffset: 900, timestampUs: null, text: "error 5", code: "5" };

test("the reasoning opens from its button, and a record that is gone to closes it", async () => {
  const goTo = vi.fn();
  const evidence = [{ recordNumber: 23, role: "exit" as const, text: "returned 1603" }];
  render(<WhyThisLine line={{ ...LINE, reason: "It is the first error.", evidence }} goTo={goTo} />);
  screen.getByRole("button", { name: "Why this line" }).click();
  (await screen.findByRole("button", { name: "Go to line 23" })).click();
  expect(goTo).toHaveBeenCalledWith(23);
  await vi.waitFor(() => expect(screen.queryByText("It is the first error.")).toBeNull());
});

test("a line of an older reading has no button", () => {
  render(<WhyThisLine line={LINE} goTo={() => {}} />);
  expect(screen.queryByRole("button")).toBeNull();
});
