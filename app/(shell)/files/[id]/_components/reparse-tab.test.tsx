// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ConflictError } from "#lib/errors.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { ReparseTab } from "./reparse-tab.tsx";

const api = vi.hoisted(() => vi.fn());
const shell = vi.hoisted(() => ({ role: "operator" }));
vi.mock("#components/use-api.ts", () => ({ useApi: () => api }));
vi.mock("#components/shell-context.tsx", () => ({ useShell: () => shell }));
vi.mock("#components/use-url-state.ts", async () => {
  const { useState } = await import("react");
  return {
    useUrlState() {
      const [params, setParams] = useState(new URLSearchParams());
      const set = (changes: Record<string, string | null>) =>
        setParams((before) => {
          const next = new URLSearchParams(before);
          for (const [name, value] of Object.entries(changes)) {
            if (value === null) next.delete(name);
            else next.set(name, value);
          }
          return next;
        });
      return [params, set];
    },
  };
});

// Only what the tab looks at.
const FILE = {
  id: "f1",
  name: "till.log",
  state: "completed",
  duplicateOf: null,
  archiveKind: null,
  members: [],
  finishedAtMs: 5,
} as unknown as FileDetail;

const side = (more: object) => ({
  reading: {
    format: "cmtrace",
    formatVersion: 1,
    timeZone: { source: "assumed", zone: "UTC", reason: "UTC is assumed." },
    notes: [],
  },
  records: 3,
  rejects: 0,
  severities: { error: 0, fatal: 0, warn: 0 },
  withoutTime: 0,
  firstTimestampUs: null,
  lastTimestampUs: null,
  failingLine: null,
  problem: null,
  ...more,
});

const SAME = {
  now: side({}),
  next: side({}),
  differing: 0,
  groups: [],
  samples: [],
  comparedBytes: 10,
  isComplete: true,
  settings: { format: null, timeZone: null },
  nextSettings: { format: null, timeZone: null },
  readAtMs: 77,
  totalBytes: 10,
  gap: null,
};
const piece = (text: string) => ({ isReject: false, timestampUs: null, level: "info", text, reason: null });
const OTHER = {
  ...SAME,
  next: side({ records: 1, rejects: 2 }),
  differing: 2,
  groups: [{ change: { kind: "unparsed" }, count: 2, firstRecordNumber: 2, byteOffset: 5 }],
  samples: [
    {
      recordNumber: 2,
      byteOffset: 5,
      byteLength: 5,
      changes: [{ kind: "unparsed" }],
      now: [piece("The till opens")],
      next: [{ ...piece("<b>raw</b>"), isReject: true, reason: "No time." }],
      nowCount: 1,
      nextCount: 1,
      fields: [{ name: "logger", now: "Till", next: null }],
    },
  ],
};

const OWN = { id: "till-feed", isRetired: false, definition: { name: "Till feed" } };

beforeEach(() => {
  shell.role = "operator";
  api.mockReset();
  api.mockImplementation(async (path: string, { json }: { json?: { format?: string } } = {}) => {
    if (path === "/api/v1/formats") return { formats: [OWN] };
    if (path.endsWith("/reparse-preview")) return json?.format === "till-feed" ? OTHER : SAME;
    return { jobId: "f1" };
  });
});
afterEach(cleanup);

function show(file: Partial<FileDetail> = {}, goTo = vi.fn()) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ReparseTab file={{ ...FILE, ...file }} zone="UTC" goTo={goTo} />
    </QueryClientProvider>,
  );
  return goTo;
}

async function chooseOwnFormat() {
  // By text: hundreds of zones make looking by role slow.
  await screen.findByText("Till feed");
  fireEvent.change(screen.getByLabelText("Format"), { target: { value: "till-feed" } });
  await screen.findByText("2 of 3 records would be read differently.");
}

describe("another format", () => {
  test("shows what would differ before anything is done, with the way to each place", async () => {
    const goTo = show();
    await screen.findByText("Nothing would be read differently.");
    await chooseOwnFormat();
    expect(screen.getByText("2 records fewer, 2 kept as text more.")).toBeTruthy();
    const places = screen.getByRole("table", { name: "Places that differ" });
    expect(places.textContent).toContain("The till opens");
    expect(places.textContent).toContain("<b>raw</b>");
    expect(places.textContent).toContain("kept as text: No time.");
    expect(places.textContent).toContain("logger: Till then none");
    within(places).getByRole("button", { name: "Go to line 2" }).click();
    expect(goTo).toHaveBeenCalledWith(2);
    expect(api.mock.calls.some(([path]) => path.includes("/jobs/"))).toBe(false);
  });

  test("is asked for once more, and sent with the reading that was compared", async () => {
    show();
    await chooseOwnFormat();
    fireEvent.click(screen.getByRole("button", { name: "Re-parse this file" }));
    const dialog = await screen.findByRole("dialog");
    const form = within(dialog).getByRole("button", { name: "Re-parse this file" }).closest("form");
    if (form === null) throw new Error("The question is no form.");
    fireEvent.submit(form);
    await waitFor(() =>
      expect(api).toHaveBeenCalledWith("/api/v1/jobs/f1/reingest", {
        method: "POST",
        json: { format: "till-feed", timeZone: undefined, note: undefined, basedOn: 77 },
      }),
    );
  });
});

test("a viewer sees the differences and why the button is off", async () => {
  shell.role = "viewer";
  show();
  await screen.findByText("Nothing would be read differently.");
  expect(screen.getByRole("button", { name: "Re-parse this file" }).getAttribute("aria-disabled")).toBe("true");
});

test("a zone that does not exist is said, and not compared", async () => {
  show();
  await screen.findByText("Nothing would be read differently.");
  const calls = api.mock.calls.length;
  const field = screen.getByLabelText("Time zone");
  fireEvent.change(field, { target: { value: "Mars/Olympus" } });
  fireEvent.blur(field);
  expect(screen.getByText(/No such zone/)).toBeTruthy();
  expect(api.mock.calls.length).toBe(calls);
});

test("what the server refuses is told, with another try", async () => {
  api.mockImplementation(async (path: string) => {
    if (path === "/api/v1/formats") return { formats: [] };
    throw new ConflictError("This file is not read to its end yet.");
  });
  show();
  expect(await screen.findByText("This file is not read to its end yet.")).toBeTruthy();
  expect(screen.getByRole("button", { name: "Try again" })).toBeTruthy();
  expect(screen.getByRole("button", { name: "Re-parse this file" }).getAttribute("aria-disabled")).toBe("true");
});

test.each([
  ["a duplicate", { duplicateOf: { id: "f0", name: "first.log" } }, /first file of this content/],
  ["an archive", { archiveKind: "zip" as const }, /no lines of its own/],
  ["a file that is being read", { state: "processing" as const }, /is being read/],
])("%s says why there is nothing to re-parse", (_, file, words) => {
  show(file);
  expect(screen.getByText(words)).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Re-parse this file" })).toBeNull();
});
