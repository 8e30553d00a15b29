// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { Evidence } from "./evidence.tsx";

afterEach(cleanup);

const LINE = { recordNumber: 18407, text: "GrantAcl: error 0x80070534, no SID for <b>TALLY</b>", code: "0x80070534" };

test("a line is quoted with its number, what its code means, and what stands above it", () => {
  render(
    <Evidence line={LINE} before={{ recordNumber: 18406, text: "GrantAcl: looking up account" }} href="/files/1">
      Since 14:03:41.
    </Evidence>,
  );
  const figure = screen.getByRole("figure", { name: "Failing line" });
  expect(figure.textContent).toContain("18,406GrantAcl: looking up account");
  expect(figure.textContent).toContain("18,407GrantAcl: error 0x80070534, no SID for <b>TALLY</b>");
  expect(figure.textContent).toContain("Windows found no account with this name");
  expect(figure.textContent).toContain("Since 14:03:41.");
  expect(screen.getByRole("button", { name: "0x80070534" })).toBeTruthy();
  expect(screen.getByRole("link", { name: "Open line 18,407" }).getAttribute("href")).toBe("/files/1");
});

test("a code nobody explained leaves the line alone", () => {
  render(<Evidence line={{ recordNumber: 1, text: "failed: 0x8ABCDEF0", code: "0x8ABCDEF0" }} />);
  expect(screen.getByRole("figure").querySelector("figcaption")).toBeNull();
  expect(screen.getByRole("button", { name: "0x8ABCDEF0" })).toBeTruthy();
});
