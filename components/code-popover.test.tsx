// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CodeContext } from "#lib/codes/explain-code.ts";
import { CodePopover, CodeTrigger } from "./code-popover.tsx";

afterEach(cleanup);

async function open(code: string, context?: CodeContext): Promise<HTMLElement> {
  render(
    <>
      <CodeTrigger code={code} context={context} className="x">
        {code}
      </CodeTrigger>
      <CodePopover />
    </>,
  );
  screen.getByRole("button", { name: code }).click();
  return screen.findByRole("dialog");
}

test("a code says its name, meaning, likely cause, what to check, its role and whose words these are", async () => {
  const dialog = await open("0x80070005");
  expect(dialog.textContent).toContain("ERROR_ACCESS_DENIED");
  expect(dialog.textContent).toContain("no right to what it tried");
  await screen.findByText("Often:");
  expect(dialog.textContent).toContain("Often: SYSTEM lost its rights");
  expect(dialog.textContent).toContain("Check: Check the rights of SYSTEM");
  expect(dialog.textContent).toContain("Can be the cause.");
  expect(dialog.textContent).toContain("Code of Windows, words by Sluice");
});

test("the words around a number decide what it means", async () => {
  const dialog = await open("500", { kind: "http" });
  expect(dialog.textContent).toContain("Internal Server Error");
  expect(dialog.textContent).toContain("A result: the cause stands before it.");
});

test("a code without words shows its name once the names are there, and what its parts tell", async () => {
  const dialog = await open("0x80070016");
  expect(await screen.findByText("ERROR_BAD_COMMAND")).toBeTruthy();
  expect(dialog.textContent).toContain("A Win32 error (22) wrapped in an HRESULT.");
});

test("an unknown code says so", async () => {
  const dialog = await open("0x8ABCDEF0");
  expect(dialog.textContent).toContain("No explanation yet.");
  expect(dialog.textContent).toContain("A failure (HRESULT) of a program's own.");
});

test("a trigger is reached by keyboard and is text, so that copying a line takes it along", () => {
  render(
    <CodeTrigger code="1603" className="x">
      1603
    </CodeTrigger>,
  );
  const trigger = screen.getByRole("button", { name: "1603" });
  expect(trigger.tabIndex).toBe(0);
  expect(trigger.tagName).toBe("SPAN");
});
