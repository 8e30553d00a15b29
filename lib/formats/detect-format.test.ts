import { describe, expect, it } from "vitest";
import { detectFormat } from "./detect-format.ts";
import { FORMAT_TITLES, formatTitle } from "./format-titles.ts";
import { FORMATS, formatById } from "./formats.ts";

const sample = (head: string, fileName = "file.log") => ({
  fileName,
  head,
  tail: null,
  receivedAtMs: Date.UTC(2026, 10, 22),
});

const SAMPLES = FORMATS.flatMap(({ id, samples }) => samples.map((text): [string, string] => [id, text]));

describe("detectFormat", () => {
  it.each(SAMPLES)("knows %s by its sample %j", (id, text) => {
    expect(detectFormat(sample(text)).format).toBe(id);
  });

  it("is not misled by a file's name", () => {
    expect(detectFormat(sample("just some text\n", "install.msi.log")).format).toBe("plain");
  });

  it("has no confidence in an empty file", () => {
    expect(detectFormat(sample(""))).toEqual({ format: "plain", confidence: 0, runnerUp: null });
  });

  it("names the runner-up", () => {
    const text = '{"name":"a","hostname":"h","pid":1,"level":30,"msg":"m","time":"2025-10-09T08:53:20.000Z","v":0}\n';
    expect(detectFormat(sample(text))).toMatchObject({
      format: "bunyan",
      confidence: 0.98,
      runnerUp: { format: "json" },
    });
  });

  it("lets a person's choice win and names what the content speaks for", () => {
    const text = '{"level":30,"time":1,"msg":"m","pid":1,"hostname":"h"}\n';
    expect(detectFormat(sample(text), "plain")).toMatchObject({ format: "plain", runnerUp: { format: "pino" } });
    expect(detectFormat(sample(text), "pino")).toEqual(detectFormat(sample(text)));
    expect(() => detectFormat(sample(text), "nope")).toThrow('no log format "nope"');
  });

  it("reads other JSON as JSON, not surer than it can be", () => {
    const { format, confidence } = detectFormat(sample('{"a":1}\n{"b":[2]}\n'));
    expect({ format, confidence }).toEqual({ format: "json", confidence: 0.5 });
  });

  it("reads text with a JSON line in it as text", () => {
    expect(detectFormat(sample(`${"a line of text\n".repeat(30)}{"a":1}\n`)).format).toBe("plain");
  });
});

describe("formatById", () => {
  it("finds every format by its id and nothing else", () => {
    for (const format of FORMATS) expect(formatById(format.id)).toBe(format);
    expect(formatById("nope")).toBeUndefined();
  });
});

it("every format has its title, and no title is without a format", () => {
  expect(Object.fromEntries(FORMATS.map(({ id, title }) => [id, title]))).toEqual(FORMAT_TITLES);
  expect(formatTitle("msi")).toBe("MSI verbose");
  expect(formatTitle("till-agent")).toBe("till-agent");
  expect(formatTitle("constructor")).toBe("constructor");
});
