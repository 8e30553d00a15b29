// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ReparseSettings } from "./reparse-settings.tsx";

afterEach(cleanup);

const BY_CONTENT = { format: null, timeZone: null };

test("a zone counts once it is taken, gives only what was changed, and the field keeps the focus", () => {
  const onChange = vi.fn();
  const { rerender } = render(<ReparseSettings settings={BY_CONTENT} ownFormats={[]} onChange={onChange} />);
  const field = screen.getByLabelText("Time zone");
  field.focus();
  fireEvent.change(field, { target: { value: "UTC+02:00" } });
  expect(onChange).not.toHaveBeenCalled();
  const form = field.closest("form");
  if (form === null) throw new Error("The field is in no form.");
  fireEvent.submit(form);
  expect(onChange.mock.calls).toEqual([[{ timeZone: "UTC+02:00" }]]);
  const settings = { ...BY_CONTENT, timeZone: "UTC+02:00" };
  rerender(<ReparseSettings settings={settings} ownFormats={[]} onChange={onChange} />);
  expect(document.activeElement).toBe(field);
  rerender(<ReparseSettings settings={BY_CONTENT} ownFormats={[]} onChange={onChange} />);
  expect((field as HTMLInputElement).value).toBe("");
});

test("a retired format that the file was read with stays to be seen", () => {
  const settings = { format: "old-feed", timeZone: null };
  render(<ReparseSettings settings={settings} ownFormats={[]} onChange={() => {}} />);
  expect((screen.getByLabelText("Format") as HTMLSelectElement).value).toBe("old-feed");
  expect(screen.getByText("old-feed, retired")).toBeTruthy();
});
