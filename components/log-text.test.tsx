// @vitest-environment happy-dom
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { LogText } from "./log-text.tsx";

afterEach(cleanup);

test("markup in a log is shown as the text it is", () => {
  const { container } = render(<LogText text={'<img src=x onerror="alert(1)"><b>bold</b>'} />);
  expect(container.textContent).toBe('<img src=x onerror="alert(1)"><b>bold</b>');
  expect(container.querySelector("img, b")).toBeNull();
});

test("a hidden character has a mark that names it", () => {
  render(<LogText text={"invoice\u202Efdp.exe"} />);
  expect(screen.getByTitle("U+202E, right-to-left override").textContent).toBe("U+202E");
});
