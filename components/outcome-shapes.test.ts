import { describe, expect, it } from "vitest";
import { INSTALLATION_OUTCOMES } from "#lib/model/log-file.ts";
import { gridLayout, outcomePath } from "./outcome-shapes.ts";
import { outcomesText } from "./outcome-words.ts";

describe("gridLayout", () => {
  it.each([
    [1, { cell: 13, columns: 18, rows: 1 }],
    [400, { cell: 13, columns: 18, rows: 23 }],
    [401, { cell: 11, columns: 21, rows: 20 }],
    [1000, { cell: 11, columns: 21, rows: 48 }],
    [3000, { cell: 5, columns: 43, rows: 70 }],
  ])("%d devices get cells that fit", (count, layout) => {
    expect(gridLayout(count, 304)).toMatchObject(layout);
  });

  it("has a column when there is no room for one", () => {
    expect(gridLayout(5, 0)).toMatchObject({ columns: 1, rows: 5 });
  });
});

describe("outcomePath", () => {
  it.each([13, 5])("draws each outcome in another shape in cells of %d px", (cell) => {
    const layout = { cell, pitch: cell + 2, columns: 10, rows: 1 };
    const paths = INSTALLATION_OUTCOMES.map((outcome) => outcomePath(outcome, [0], layout));
    expect(new Set(paths).size).toBe(INSTALLATION_OUTCOMES.length);
    for (const path of paths) expect(path).not.toContain("NaN");
  });

  it("goes on in the next row", () => {
    const layout = { cell: 13, pitch: 17, columns: 2, rows: 2 };
    expect(outcomePath("failed", [1, 2], layout)).toBe("M17 0h13v13h-13zM0 17h13v13h-13z");
  });
});

describe("outcomesText", () => {
  it("says what occurs, worst first", () => {
    const counts = { failed: 44, cancelled: 0, deferred: 0, unknown: 0, in_progress: 6, reboot: 1, succeeded: 2360 };
    expect(outcomesText(counts)).toBe("44 failed, 6 in progress, 1 needs a reboot, 2,360 succeeded");
    const none = { failed: 0, cancelled: 0, deferred: 0, unknown: 0, in_progress: 0, reboot: 0, succeeded: 0 };
    expect(outcomesText(none)).toBe("no devices");
  });
});
