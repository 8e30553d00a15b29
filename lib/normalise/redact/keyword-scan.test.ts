import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SECRET_KEYWORDS } from "./find-secrets.ts";
import { KeywordScan } from "./keyword-scan.ts";

const scan = new KeywordScan(SECRET_KEYWORDS);

describe("KeywordScan", () => {
  it("finds what looking for each keyword finds, wherever it stands and however it is written", () => {
    const keyword = fc.constantFrom(...SECRET_KEYWORDS, ...SECRET_KEYWORDS.map((word) => word.toUpperCase()));
    const part = fc.oneof(keyword, fc.string({ maxLength: 5 }), fc.constantFrom("pas", "tok", "ÿ", "://", " -"));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), fc.nat(3), (parts, offset) => {
        const text = parts.join("");
        const expected = SECRET_KEYWORDS.filter((word) => text.toLowerCase().includes(word)).sort();
        const bytes = Buffer.from(`${"#".repeat(offset)}${text}`, "utf8");
        const narrow = new Uint8Array(bytes).subarray(offset);
        expect([...scan.presentIn(narrow)].sort()).toEqual(expected);
        const wide = Uint16Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
        expect([...scan.presentIn(wide)].sort()).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
