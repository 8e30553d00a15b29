import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { goldenOf } from "./golden.test-kit.ts";

const FIXTURES = new URL("../formats/fixtures/", import.meta.url);
const NAMES = readdirSync(FIXTURES).filter((name) => !name.endsWith(".golden.txt"));

describe("openReader", () => {
  it.each(NAMES)("reads the fixture %s as its golden output says", async (name) => {
    const golden = await goldenOf(new URL(name, FIXTURES));
    await expect(golden).toMatchFileSnapshot(`../formats/fixtures/${name.replace(/\.\w+$/, "")}.golden.txt`);
  });
});
