// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { FailureReason } from "./failure-reason.tsx";

afterEach(cleanup);

const LINE = {
  reason: "It is the first error of the action that then returned 3.",
  evidence: [
    { recordNumber: 18407, role: "cause" as const, text: "GrantAcl: error <b>0x80070534</b>" },
    { recordNumber: 18409, role: "consequence" as const, text: "Return value 3." },
    { recordNumber: 18460, role: "exit" as const, text: "MainEngineThread is returning 1603" },
  ],
};

test("the reason stands with its records, each with its role and the way to it", () => {
  const goTo = vi.fn();
  render(<FailureReason line={LINE} goTo={goTo} />);
  const section = screen.getByRole("region", { name: "Why this line" });
  expect(section.textContent).toContain(LINE.reason);
  expect(screen.getAllByRole("listitem").map((item) => item.textContent)).toEqual([
    "Cause18,407GrantAcl: error <b>0x80070534</b>",
    "Follows from it18,409Return value 3.",
    "States the outcome18,460MainEngineThread is returning 1603",
  ]);
  screen.getByRole("button", { name: "Go to line 18,460" }).click();
  expect(goTo).toHaveBeenCalledWith(18460);
});

test("elsewhere than on the file's page the records are links", () => {
  render(<FailureReason line={LINE} hrefOf={(recordNumber) => `/files/1?record=${recordNumber}`} />);
  expect(screen.getByRole("link", { name: "Go to line 18,409" }).getAttribute("href")).toBe("/files/1?record=18409");
});

test("a line that was stored without a reason has none", () => {
  const { container } = render(<FailureReason line={{}} goTo={() => {}} />);
  expect(container.textContent).toBe("");
});
