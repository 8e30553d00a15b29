import { describe, expect, it } from "vitest";
import { readAll } from "#lib/parse/read-all.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { CRASHES, crashRecord } from "./crash-text.ts";

describe("crashes between records", () => {
  const recordsOf = async (text: string) => {
    const { records } = await readAll({ source: bytesSource(Buffer.from(text)), fileName: "app.log" });
    return records.map(({ kind, body, ...record }) => [
      kind,
      "severityNumber" in record ? record.severityNumber : 0,
      body,
    ]);
  };
  const python = (level: string) => `2026-11-02 08:15:00,250 ${level} shop.cart: cart opened\n`;
  const TRACE = 'Traceback (most recent call last):\n  File "a.py", line 8, in b\n    c()\nValueError: bad order\n';

  it.each([
    ["Python", `${python("INFO")}${python("INFO")}${TRACE}`, ["record", 17, "ValueError: bad order"]],
    [
      "Log4j",
      `2026-11-02 08:15:00,250 [main] INFO  shop.Cart - opened\n2026-11-02 08:15:00,350 [main] INFO  shop.Cart - closed\nException in thread "main" java.lang.Error: x\n\tat shop.Main.main(Main.java:9)\n`,
      ["record", 21, 'Exception in thread "main" java.lang.Error: x'],
    ],
    [
      "plain text",
      `2026-11-02 08:15:00 opened\n2026-11-02 08:15:01 closed\n${TRACE}`,
      ["record", 17, "ValueError: bad order"],
    ],
    ["logfmt", "level=info msg=opened\nlevel=info msg=closed\npanic: x\n", ["record", 21, "panic: x"]],
    [
      "pino",
      '{"level":30,"time":1793607300000,"pid":1,"hostname":"a","msg":"b"}\nError: x\n    at y (z.js:1:1)\n',
      ["record", 17, "Error: x"],
    ],
  ])("are records of their own in a log of %s", async (_name, text, crash) => {
    expect((await recordsOf(text)).at(-1)).toEqual(crash);
  });

  it("belong to the record that announces them", async () => {
    const records = await recordsOf(`${python("INFO")}${python("ERROR")}${TRACE}`);
    expect(records).toHaveLength(2);
    expect(records[1]?.[2]).toContain("cart opened");
  });
});

describe("crashRecord", () => {
  it.each([
    [
      "Node.js",
      "TypeError: Cannot read properties of undefined (reading 'items')\n    at total (/app/orders.js:17:18)",
      { severityNumber: 17, body: "TypeError: Cannot read properties of undefined (reading 'items')" },
      { "exception.type": "TypeError", "exception.message": "Cannot read properties of undefined (reading 'items')" },
    ],
    [
      "Node.js with a code",
      "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'x'",
      { severityNumber: 17 },
      { "exception.type": "Error", "exception.message": "Cannot find package 'x'" },
    ],
    [
      "Python",
      'Traceback (most recent call last):\n  File "/app/main.py", line 8, in main\n    raise ValueError("bad order")\nValueError: bad order',
      { severityNumber: 17, body: "ValueError: bad order" },
      { "exception.type": "ValueError", "exception.message": "bad order" },
    ],
    [
      "Go",
      "panic: runtime error: index out of range [3] with length 2\n\ngoroutine 1 [running]:\nmain.total(0x0)\n\t/src/main.go:17 +0x1c",
      { severityNumber: 21, body: "panic: runtime error: index out of range [3] with length 2" },
      {},
    ],
    [
      "Java",
      'Exception in thread "main" java.lang.IllegalStateException: no orders\n\tat shop.Main.main(Main.java:9)',
      { severityNumber: 21 },
      { "exception.type": "java.lang.IllegalStateException", "exception.message": "no orders" },
    ],
    ["Rust", "thread 'main' panicked at src/main.rs:4:5:\n", { severityNumber: 21 }, {}],
    [
      ".NET",
      "Unhandled exception. System.InvalidOperationException: x",
      { severityNumber: 21 },
      { "exception.message": "x" },
    ],
  ])("reads what %s prints", (_name, text, record, attributes) => {
    expect(crashRecord(text)).toMatchObject({ ...record, timeUs: null });
    expect(crashRecord(text)?.attributes ?? {}).toMatchObject(attributes);
  });

  it("keeps the whole text where it has several lines", () => {
    const text = "RangeError: x\n    at a (b.js:1:1)";
    expect(crashRecord(text)?.attributes).toMatchObject({ "exception.stacktrace": text });
    expect(crashRecord("RangeError: x")?.attributes).not.toHaveProperty("exception.stacktrace");
  });

  it.each(["Server listening on 3000", "error: nothing", "Errors: 0", "Node.js v20.11.0", "> shop@1.0.0 start", ""])(
    "takes %j for no crash",
    (text) => {
      expect(crashRecord(text)).toBeNull();
      expect(CRASHES.begins(text)).toBe(false);
    },
  );
});
