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

test("codes are text unless they are to say what they mean", () => {
  const { container, rerender } = render(<LogText text="error 0x80070005, returned 1603" code="0x80070005" />);
  expect(screen.queryByRole("button")).toBeNull();
  rerender(<LogText text="error 0x80070005, returned 1603" code="0x80070005" explain={{ format: "msi" }} />);
  expect(screen.getAllByRole("button").map((button) => button.textContent)).toEqual(["0x80070005", "1603"]);
  expect(container.textContent).toBe("error 0x80070005, returned 1603");
});
