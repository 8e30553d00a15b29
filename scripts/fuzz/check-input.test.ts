import { describe, expect, it } from "vitest";
import { SeededRandom } from "../seeded-random.ts";
import { checkInput } from "./check-input.ts";
import { makeInput } from "./make-input.ts";

const INPUTS = 400;

describe("checkInput", () => {
  it(`finds nothing wrong with the first ${INPUTS} inputs of a seed`, async () => {
    for (let index = 0; index < INPUTS; index++) {
      const input = makeInput(5, index);
      expect(await checkInput(input, new SeededRandom(index)), `input ${index}: ${input.title}`).toBeNull();
    }
  }, 120_000);

  it("notices bytes that are not what was packed", async () => {
    const index = Array.from({ length: 50 }, (_, at) => at).find((at) => makeInput(5, at).content !== null) ?? 0;
    const input = makeInput(5, index);
    const other = { ...input, content: Buffer.concat([Buffer.from("x"), input.content ?? Buffer.alloc(0)]) };
    expect(await checkInput(other, new SeededRandom(1))).toContain("bytes were read of");
  });
});

describe("makeInput", () => {
  it("makes the same input for the same number, and others for others", () => {
    expect(makeInput(3, 14)).toEqual(makeInput(3, 14));
    expect(makeInput(3, 14).stored).not.toEqual(makeInput(3, 15).stored);
  });

  it("makes damaged ones, packed ones and plain ones", () => {
    const inputs = Array.from({ length: 100 }, (_, index) => makeInput(2, index));
    expect(inputs.some(({ content }) => content === null)).toBe(true);
    expect(new Set(inputs.map(({ packing }) => packing))).toContain("gzip, two members");
    expect(inputs.some(({ packing }) => packing === "none")).toBe(true);
  });
});
