import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { gatherInvalidations } from "./gather-invalidations.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp() {
  const fetched: string[] = [];
  let fetching = 0;
  const client = {
    isFetching: () => fetching,
    invalidateQueries: async ({ queryKey }: { queryKey?: readonly unknown[] } = {}) => {
      fetched.push(String(queryKey));
    },
  };
  const gathered = gatherInvalidations(client, () => Date.now());
  return { fetched, gathered, setFetching: (count: number) => (fetching = count) };
}

describe("gathered invalidations", () => {
  it("fetch soon after the first event, once for many", () => {
    const { fetched, gathered } = setUp();
    for (let event = 0; event < 50; event++) gathered.add([["overview"], ["files"]]);
    vi.advanceTimersByTime(250);
    expect(fetched).toEqual(["overview", "files"]);
  });

  it("fetch a key at most once a second under a storm, and once more after it", () => {
    const { fetched, gathered } = setUp();
    for (let at = 0; at < 3000; at += 50) {
      gathered.add([["overview"]]);
      vi.advanceTimersByTime(50);
    }
    expect(fetched.length).toBeLessThanOrEqual(3);
    vi.advanceTimersByTime(2000);
    expect(fetched.length).toBeLessThanOrEqual(4);
    expect(fetched.length).toBeGreaterThanOrEqual(3);
  });

  it("wait for an answer that is on its way instead of cancelling it", () => {
    const { fetched, gathered, setFetching } = setUp();
    setFetching(1);
    gathered.add([["overview"]]);
    vi.advanceTimersByTime(5000);
    expect(fetched).toEqual([]);
    setFetching(0);
    vi.advanceTimersByTime(250);
    expect(fetched).toEqual(["overview"]);
  });

  it("end when stopped", () => {
    const { fetched, gathered } = setUp();
    gathered.add([["overview"]]);
    gathered.stop();
    vi.advanceTimersByTime(5000);
    expect(fetched).toEqual([]);
  });
});
