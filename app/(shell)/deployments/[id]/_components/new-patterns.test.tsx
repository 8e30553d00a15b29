// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { ComparedRun, NewPatterns as NewPatternsAnswer } from "#lib/queries/list-new-patterns.ts";
import { NewPatterns } from "./new-patterns.tsx";

const api = vi.hoisted(() => vi.fn<(path: string) => Promise<NewPatternsAnswer>>());
vi.mock("#components/use-api.ts", () => ({ useApi: () => api }));

afterEach(cleanup);

const run = (deviceName: string): ComparedRun => ({
  fileId: deviceName,
  fileName: `${deviceName}.log`,
  deviceName,
  product: "Tallybook",
  atMs: 1_795_305_600_000,
});

function show(answer: NewPatternsAnswer) {
  api.mockResolvedValue(answer);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <NewPatterns deploymentId="d1" deviceId="v1" />
    </QueryClientProvider>,
  );
}

test("what is new leads to its first record, and the run it was compared with is named", async () => {
  const team = { firstSeenMs: 0, lastSeenMs: 0, files: 1, devices: 1 };
  const found = { id: "p", template: "cannot write <*> files", count: 2, level: 17, isNew: true, team };
  show({
    failed: run("FIN-03"),
    comparedWith: run("FIN-02"),
    total: 1,
    patterns: [{ ...found, firstRecordNumber: 17, lastRecordNumber: 21 }],
  });
  const link = await screen.findByRole("link", { name: /cannot write/ });
  expect(link.getAttribute("href")).toBe("/files/FIN-03?record=17");
  expect(screen.getByRole("link", { name: "FIN-02" }).getAttribute("href")).toBe("/files/FIN-02");
});

test.each([
  ["no success", { failed: run("FIN-03"), comparedWith: null }, "No successful run of this product yet."],
  ["nothing new", { failed: run("FIN-03"), comparedWith: run("FIN-02") }, "Nothing new"],
  ["no failure", { failed: null, comparedWith: null }, "Nothing to compare"],
])("%s is said in words", async (_, runs, title) => {
  show({ ...runs, total: 0, patterns: [] });
  expect(await screen.findByText(title)).toBeTruthy();
});
