import { describe, expect, it } from "vitest";
import { deviceTimeline, type TimelineInput } from "./device-timeline.ts";

const minute = (n: number) => Date.UTC(2026, 2, 12, 14, n);
const us = (ms: number) => ms * 1000;

const failed: TimelineInput["installations"][number] = {
  fileId: "f1",
  product: "Tallybook",
  outcome: "failed",
  exitCode: "1603",
  startedAtUs: us(minute(1)),
  finishedAtUs: us(minute(4)),
  firstFailingLine: {
    recordNumber: 18_407,
    byteOffset: 1,
    timestampUs: us(minute(3)),
    text: "error 0x80070534",
    code: "0x80070534",
  },
};
const file = { createdAtMs: minute(40), firstTimeUs: us(minute(0)), lastTimeUs: us(minute(5)) };
const nothing: TimelineInput = { installations: [], files: [], alerts: [] };
const kinds = (input: Partial<TimelineInput>) => deviceTimeline({ ...nothing, ...input }).map(({ kind }) => kind);

describe("deviceTimeline", () => {
  it("tells a failure at its line and what was reported at its end", () => {
    const steps = deviceTimeline({ ...nothing, installations: [failed] });
    expect(steps).toMatchObject([
      { kind: "started", atMs: minute(1), exitCode: null },
      { kind: "failed", atMs: minute(3), exitCode: null, place: { fileId: "f1", recordNumber: 18_407 } },
      { kind: "ended", atMs: minute(4), exitCode: "1603", outcome: "failed" },
    ]);
  });

  it("tells a failure at its end when its line has no time", () => {
    const line = failed.firstFailingLine && { ...failed.firstFailingLine, timestampUs: null };
    const steps = deviceTimeline({ ...nothing, installations: [{ ...failed, firstFailingLine: line }] });
    expect(steps.map(({ kind, exitCode }) => [kind, exitCode])).toEqual([
      ["started", null],
      ["failed", "1603"],
    ]);
  });

  it("begins and ends with the log, and goes on with what we did", () => {
    const alerts = [
      { createdAtMs: minute(42), title: "second" },
      { createdAtMs: minute(41), title: "first" },
    ];
    const steps = deviceTimeline({ installations: [failed], files: [file, file], alerts });
    expect(steps.map(({ kind, count }) => [kind, count])).toEqual([
      ["log-begins", 1],
      ["started", 1],
      ["failed", 1],
      ["ended", 1],
      ["log-ends", 1],
      ["received", 2],
      ["alerted", 2],
    ]);
    expect(steps.at(-1)).toMatchObject({ about: "first", atMs: minute(41) });
  });

  it("marks what comes after more than five minutes of silence", () => {
    const steps = deviceTimeline({ ...nothing, installations: [failed], files: [file] });
    expect(steps.filter(({ pauseMs }) => pauseMs !== null)).toMatchObject([{ kind: "received", pauseMs: 35 * 60_000 }]);
  });

  it("leaves out the start and end of a log at the time of another step", () => {
    const exact = { createdAtMs: minute(4), firstTimeUs: us(minute(1)), lastTimeUs: us(minute(4)) };
    expect(kinds({ installations: [failed], files: [exact] })).toEqual(["started", "failed", "ended", "received"]);
  });

  it("names the product only when there are several", () => {
    const abouts = (products: string[]) =>
      deviceTimeline({ ...nothing, installations: products.map((product) => ({ ...failed, product })) }).map(
        ({ about }) => about,
      );
    expect(abouts(["Tallybook"])).toEqual([null, null, null]);
    expect(new Set(abouts(["Tallybook", "Runtime"]))).toEqual(new Set(["Tallybook", "Runtime"]));
  });

  it("has no step for what has no time", () => {
    const untimed = { ...failed, startedAtUs: null, finishedAtUs: null, firstFailingLine: null };
    expect(kinds({ installations: [untimed] })).toEqual([]);
    expect(kinds({ files: [{ createdAtMs: minute(1), firstTimeUs: null, lastTimeUs: null }] })).toEqual(["received"]);
  });
});
