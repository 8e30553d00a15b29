// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PatternItem, PatternPage } from "#lib/queries/list-patterns.ts";
import type { FileDetail } from "#lib/queries/read-file.ts";
import { PatternsTab } from "./patterns-tab.tsx";

const api = vi.hoisted(() => vi.fn<(path: string) => Promise<PatternPage>>());
vi.mock("#components/use-api.ts", () => ({ useApi: () => api }));

beforeEach(() => api.mockReset());
afterEach(cleanup);

const pattern = (item: Partial<PatternItem> = {}): PatternItem => ({
  id: "a1",
  template: "gate <*> opened",
  count: 30,
  level: 9,
  firstRecordNumber: 4,
  lastRecordNumber: 90,
  isNew: false,
  team: { firstSeenMs: 1_795_305_600_000, lastSeenMs: 1_795_392_000_000, files: 3, devices: 2 },
  ...item,
});

const page = (patterns: PatternItem[]): PatternPage => ({
  total: patterns.length,
  records: 40,
  patterns,
  nextCursor: null,
});

function show(file: Partial<FileDetail> = {}, goTo = vi.fn()) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const given = { id: "f1", records: 40, state: "completed", ...file } as FileDetail;
  render(
    <QueryClientProvider client={client}>
      <PatternsTab file={given} goTo={goTo} />
    </QueryClientProvider>,
  );
  return goTo;
}

test("a pattern shows its count, its share and its files, and leads to its first record", async () => {
  api.mockResolvedValue(
    page([pattern(), pattern({ id: "b2", template: "disk full", count: 10, level: 17, isNew: true })]),
  );
  const goTo = show();
  const rows = await screen.findAllByRole("row");
  expect(rows[1]?.textContent).toContain("75%");
  expect(rows[1]?.textContent).toContain("3 files, 2 devices");
  expect(rows[2]?.textContent).toContain("New here");
  expect(screen.getByRole("img", { name: "Error" })).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: /disk full/ }));
  expect(goTo).toHaveBeenCalledWith(4);
});

test("another order asks anew", async () => {
  api.mockResolvedValue(page([pattern()]));
  show();
  fireEvent.click(await screen.findByRole("button", { name: "Rarest" }));
  await vi.waitFor(() => expect(api.mock.lastCall?.[0]).toContain("order=rare"));
  expect(screen.getByRole("button", { name: "Rarest" }).getAttribute("aria-pressed")).toBe("true");
});

test.each([
  ["while it is read", { state: "processing", records: 0 }, "No patterns yet"],
  ["when it was read before patterns were found", { records: 40 }, "No patterns of this file"],
  ["without records", { records: 0 }, "No patterns"],
] as const)("a file %s says why there are none", async (_, file, title) => {
  api.mockResolvedValue(page([]));
  show(file);
  expect(await screen.findByText(title, { exact: true })).toBeTruthy();
});

test("an error says so and can be tried again", async () => {
  api.mockRejectedValueOnce(new Error("The database is away."));
  show();
  expect((await screen.findByRole("alert")).textContent).toContain("The database is away.");
  api.mockResolvedValue(page([pattern()]));
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByRole("table", { name: "Patterns" })).toBeTruthy();
});
