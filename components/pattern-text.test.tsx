// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { PatternText } from "./pattern-text.tsx";

afterEach(cleanup);

test("what differs from line to line is marked, for the ear as well", () => {
  const { container } = render(<PatternText template="user <*> left gate <*>" />);
  expect(screen.getAllByTitle("Differs from line to line")).toHaveLength(2);
  expect(container.textContent).toBe("user *(variable) left gate *(variable)");
});

test("markup in a template is shown as the text it is", () => {
  const { container } = render(<PatternText template={"<b>bold</b> <*>"} />);
  expect(container.querySelector("b")).toBeNull();
  expect(container.textContent).toContain("<b>bold</b>");
});

test("a template without variables is plain text", () => {
  const { container } = render(<PatternText template="cache emptied" />);
  expect(container.textContent).toBe("cache emptied");
});
