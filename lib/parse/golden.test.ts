import { describe, expect, it } from "vitest";
import { goldenOf } from "./golden.test-kit.ts";

describe("openReader", () => {
  it.each(["pino-http.json", "bunyan-service.log", "plain-service.log", "plain-syslog.log"])(
    "reads the fixture %s as its golden output says",
    async (name) => {
      const golden = await goldenOf(new URL(`../formats/fixtures/${name}`, import.meta.url));
      await expect(golden).toMatchFileSnapshot(`../formats/fixtures/${name.replace(/\.\w+$/, "")}.golden.txt`);
    },
  );
});
