import { describe, expect, it } from "vitest";
import { unparsedHref, unparsedQuery } from "./unparsed-query.ts";

const FILE = "0b9d3c1e-5f43-4c39-9d6d-7f2a4c1e8b11";

describe("unparsedQuery", () => {
  it.each([
    [{}, "/unparsed"],
    [{ kind: "exception" as const }, "/unparsed?kind=exception"],
    [
      { kind: "reject" as const, format: "msi", fileId: FILE, reason: "a & b = 50%", before: 12 },
      `/unparsed?kind=reject&format=msi&file=${FILE}&reason=a+%26+b+%3D+50%25&before=12`,
    ],
  ])("%j is what %s says", (query, href) => {
    expect(unparsedHref(query)).toBe(href);
    expect(unparsedQuery(Object.fromEntries(new URL(href, "http://localhost").searchParams))).toEqual(query);
  });

  it("takes what makes no sense for absent", () => {
    const nonsense = { kind: "x", format: "../a", file: "1", before: "-3", reason: ["a", "b"] };
    expect(unparsedQuery(nonsense)).toEqual({});
  });
});
