import { describe, expect, it } from "vitest";
import { patternParts } from "./pattern-parts.ts";
import { patternStop } from "./pattern-stop.ts";

describe("where a line stops to fit", () => {
  const TILLS = "%{TIMESTAMP_ISO8601:time} <%{WORD:level}> #%{INT:receipt} %{GREEDYDATA:message}";
  it.each([
    [TILLS, "18.11.2026 <STOP> #1 x", { fits: "", expected: "%{TIMESTAMP_ISO8601:time}" }],
    [TILLS, "2026-11-18 08:14:02 [STOP] #1 x", { fits: "2026-11-18 08:14:02 ", expected: "<" }],
    [TILLS, "2026-11-18 08:14:02 <STOP> #one x", { fits: "2026-11-18 08:14:02 <STOP> #", expected: "%{INT:receipt}" }],
    [TILLS, "2026-11-18 08:14:02 <STOP> #1", { fits: "2026-11-18 08:14:02 <STOP> #1", expected: " " }],
    [TILLS, "2026-11-18 08:14:02 <STOP> #1 x", null],
    ["%{WORD:a} %{INT:n}", "open 7 times", { fits: "open 7", expected: null }],
    ["a|%{INT:n} b", "x", null],
  ])("%s and %j", (text, line, stop) => {
    expect(patternStop({ kind: "grok", text }, line)).toEqual(stop);
  });

  it("is found in regular expressions as well", () => {
    const text = String.raw`(?<n>\d+)[ \]]+(?<level>STOP|GO)$`;
    expect(patternStop({ kind: "regex", text }, "17 ] HALT")).toEqual({
      fits: "17 ] ",
      expected: "(?<level>STOP|GO)",
    });
  });
});

it.each([
  [
    String.raw`a\.b{2,3}?[^]x]+(c|(d))*%{WORD:x}?%`,
    ["a", String.raw`\.`, "b{2,3}?", "[^]x]+", "(c|(d))*", "%{WORD:x}?", "%"],
  ],
  ["[[:alpha:]]x", ["[[:alpha:]]", "x"]],
  ["a{b", ["a", "{", "b"]],
  ["a|b", null],
  ["(a", null],
  ["[a", null],
  ["a)", null],
  ["a\\", null],
])("cuts %s", (text, parts) => {
  expect(patternParts(text)).toEqual(parts);
});
