// @vitest-environment happy-dom
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import type { CodeContext } from "#lib/codes/explain-code.ts";
import { CodePopover, CodeTrigger } from "./code-popover.tsx";
import { TeamCodesProvider } from "./team-codes.tsx";

afterEach(cleanup);

const asked: string[] = [];
const TEAM_WORDS = {
  code: "0x8ABCDEF1",
  title: "Agent too old",
  meaning: "The agent is older than the server allows.",
  check: "Update the agent.",
  changedBy: null,
  changedAtMs: 0,
};

async function open(code: string, context?: CodeContext, cannotExplain: string | null = null): Promise<HTMLElement> {
  render(
    <TeamCodesProvider explanations={[TEAM_WORDS]}>
      <CodeTrigger code={code} context={context} className="x">
        {code}
      </CodeTrigger>
      <CodePopover seenOn={() => null} onExplain={(each) => asked.push(each)} cannotExplain={cannotExplain} />
    </TeamCodesProvider>,
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

test("an unknown code can be explained by those who may", async () => {
  const dialog = await open("0x8ABCDEF0");
  within(dialog).getByRole("button", { name: "Add one for your team" }).click();
  expect(asked).toEqual(["0x8ABCDEF0"]);
  cleanup();
  const read = await open("0x8ABCDEF0", undefined, "Viewers cannot explain codes.");
  const button = within(read).getByRole("button", { name: "Add one for your team" });
  expect(button.getAttribute("aria-disabled")).toBe("true");
  cleanup();
  const known = await open("1603");
  expect(within(known).queryByRole("button", { name: /for your team/ })).toBeNull();
});

test("the team's words stand where Sluice has none, in whatever way the code is written", async () => {
  const dialog = await open("0x8abcdef1");
  expect(dialog.textContent).toContain("Agent too old");
  expect(dialog.textContent).toContain("The agent is older than the server allows.");
  expect(dialog.textContent).toContain("Check: Update the agent.");
  expect(dialog.textContent).toContain("Words by your team");
  expect(within(dialog).getByRole("button", { name: "Change your team's words" })).toBeTruthy();
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
