// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { INSTALLATION_OUTCOMES } from "#lib/model/log-file.ts";
import { type GridDevice, OutcomeGrid } from "./outcome-grid.tsx";

afterEach(cleanup);

function devices(count: number): GridDevice[] {
  return Array.from({ length: count }, (_, n) => ({
    id: `id-${n}`,
    name: `PC-${n}`,
    outcome: INSTALLATION_OUTCOMES[n % INSTALLATION_OUTCOMES.length] ?? "unknown",
  }));
}

describe("OutcomeGrid", () => {
  it("draws 3,000 devices with one path for each outcome and few nodes", () => {
    const { container } = render(<OutcomeGrid devices={devices(3000)} selectedId="id-7" onOpen={() => {}} />);
    expect(container.querySelectorAll("path")).toHaveLength(7);
    expect(container.querySelectorAll("*").length).toBeLessThan(20);
    expect(screen.getByRole("grid", { name: /^3,000 devices: 429 failed, / })).toBeDefined();
  });

  it("is a bar for each outcome beyond that", () => {
    const { container } = render(<OutcomeGrid devices={devices(3001)} onOpen={() => {}} />);
    expect(container.querySelector("svg path")?.closest("ul")).not.toBeNull();
    expect(screen.queryByRole("grid")).toBeNull();
    expect(screen.getAllByRole("listitem")).toHaveLength(7);
  });

  it("is walked by arrows, and Enter opens the device", () => {
    const onOpen = vi.fn();
    render(<OutcomeGrid devices={devices(40)} selectedId="id-0" onOpen={onOpen} />);
    const grid = screen.getByRole("grid");
    for (const key of ["ArrowRight", "ArrowDown", "ArrowDown", "ArrowLeft", "ArrowDown", "Enter"]) {
      fireEvent.keyDown(grid, { key });
    }
    // 18 columns: one to the right, two down, one to the left; the last row ends before the next.
    expect(onOpen).toHaveBeenCalledWith("id-36");
    expect(screen.getByRole("gridcell").textContent).toContain("PC-36, ");
  });

  it("says that there is nothing", () => {
    render(<OutcomeGrid devices={[]} onOpen={() => {}} />);
    expect(screen.getByRole("grid", { name: "0 devices: no devices" })).toBeDefined();
  });
});
