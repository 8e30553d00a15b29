import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import type { LogFormat } from "#lib/formats/format.ts";
import { parseResumed, parseText } from "#lib/formats/parse-text.test-kit.ts";
import { cri } from "./cri.ts";
import { log4j } from "./log4j.ts";
import { logfmt } from "./logfmt.ts";
import { pinoPretty } from "./pino-pretty.ts";
import { python } from "./python.ts";

const detected = (head: string) =>
  detectFormat({ fileName: "a.log", head, tail: null, receivedAtMs: Date.UTC(2026, 10, 22) });

function bodies(format: LogFormat, text: string): string[] {
  return parseText(format, text).pieces.map(({ parsed }) => (parsed.kind === "record" ? parsed.body : parsed.reason));
}

describe("detectFormat", () => {
  it.each([
    [
      "a time and a level alone are no logger's layout",
      "2026-11-02 08:15:00 INFO one\n2026-11-02 08:15:01 ERROR two\n",
      "plain",
    ],
    ["one pair in prose is no logfmt", "level=5 of the dungeon was reached\n", "plain"],
    [
      "a single line of a logger is enough",
      "2026-11-02 08:15:00,250 [main] INFO  com.example.Cart - opened\n",
      "log4j",
    ],
    [
      "a log that is mostly one stack trace",
      `2026-11-02 08:15:00,250 [main] ERROR com.example.Cart - x\n${"\tat com.example.A.b(A.java:1)\n".repeat(80)}`,
      "log4j",
    ],
    ["python before log4j where both could read it", "2026-11-02 08:15:00,250 - shop - ERROR - gone\n", "python"],
    ["Serilog's level in brackets", "2026-11-02 08:15:00.250 +01:00 [ERR] gone\n", "log4j"],
    ["columns of zap", "2026-11-02T08:15:00.250Z\tinfo\tshop.cart\topened\t{}\n", "log4j"],
    [
      "a log that is mostly one stack trace of PHP",
      `[2026-11-02 08:15:00] local.ERROR: gone {"exception":"[object] (E(code: 0): gone at /srv/a.php:7)\n[stacktrace]\n${"#0 /srv/a.php(7): b()\n".repeat(80)}#1 {main}\n"} \n`,
      "log4j",
    ],
    ["Java's own logger", "Nov 02, 2026 8:15:07 AM com.example.Cart store\nSEVERE: gone\n", "log4j"],
  ])("%s", (_, head, format) => {
    expect(detected(head).format).toBe(format);
  });
});

describe("records", () => {
  it.each([
    [
      "lines that were cut, up to the one that ends",
      cri,
      "2026-11-02T08:15:00Z stdout P a \n2026-11-02T08:15:00Z stdout P b \n2026-11-02T08:15:00Z stdout F c\n2026-11-02T08:15:01Z stdout F d\n",
      ["a b c", "d"],
    ],
    [
      "a trace with its record, though each of its lines has a time",
      cri,
      "2026-11-02T08:15:00Z stderr F E: x\n2026-11-02T08:15:00Z stderr F \tat a.B.c(B.java:1)\n2026-11-02T08:15:01Z stdout F d\n",
      ["E: x\n\tat a.B.c(B.java:1)", "d"],
    ],
    [
      "a trace with its record",
      python,
      "ERROR:shop:gone\nTraceback (most recent call last):\n  x\nOSError: y\nINFO:shop:ok\n",
      ["gone\nTraceback (most recent call last):\n  x\nOSError: y", "ok"],
    ],
    [
      "a dated line without a level is its own",
      log4j,
      "2026-11-02 08:15:00,250 [main] INFO  a.B - one\n2026-11-02 08:15:01 two\n",
      ["one", "two"],
    ],
    ["escapes in quotes", logfmt, 'level=info msg="a \\"b\\"\\nc"\n', ['a "b"\nc']],
  ])("%s", (_, format, text, expected) => {
    expect(bodies(format, text)).toEqual(expected);
  });

  it.each([log4j, python, logfmt, cri])("are the same when parsing goes on from any record: %o", (format) => {
    const text = format.samples.join("");
    const { settings, pieces } = parseText(format, text);
    expect(
      parseResumed(
        format,
        settings,
        pieces.map(({ piece }) => piece),
      ),
    ).toEqual(pieces);
  });
});

describe("headers", () => {
  it.each([
    [
      "Tomcat",
      "02-Nov-2026 08:15:00.250 SEVERE [main] org.example.shop.Cart.open cart is gone",
      { severityNumber: 17, logger: "org.example.shop.Cart.open", body: "cart is gone" },
    ],
    [
      "Tomcat's containers in Spring Boot",
      "2026-11-02T08:15:00.250Z ERROR 1 --- [shop] [nio-8080-exec-1] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : gone",
      { logger: "o.a.c.c.C.[.[.[/].[dispatcherServlet]", body: "gone" },
    ],
    [
      "Kafka, with brackets in its message",
      "[2026-11-02 08:15:00,250] INFO [Shop 7]: opened (shop.cart.Cart$Door)",
      { logger: "shop.cart.Cart$Door", body: "[Shop 7]: opened (shop.cart.Cart$Door)" },
    ],
    [
      "Elasticsearch, with a name at the end of its message",
      "[2026-11-02T08:15:00,250][WARN ][o.e.n.Node               ] [node-1] gone (shop.cart.Cart)",
      { logger: "o.e.n.Node", body: "gone (shop.cart.Cart)" },
    ],
    [
      "JBoss",
      "2026-11-02 08:15:00,250 ERROR [org.example.shop] (Boot Thread) SHOP0007: gone",
      { logger: "org.example.shop", body: "SHOP0007: gone", attributes: { "thread.name": "Boot Thread" } },
    ],
    [
      "Home Assistant",
      "2026-11-02 08:15:00.250 WARNING (MainThread) [shop.cart] is slow",
      { logger: "shop.cart", body: "is slow", attributes: { "thread.name": "MainThread" } },
    ],
    [
      "a message in parentheses",
      "2026-11-02 08:15:00.250 WARN [main] (7) is slow",
      { body: "(7) is slow", attributes: { "thread.name": "main" } },
    ],
    [
      "MySQL",
      "2026-11-02T08:15:00.250114Z 0 [Note] [MY-010253] [Server] IPv6 is available.",
      { severityNumber: 9, body: "IPv6 is available." },
    ],
    [
      "OpenStack",
      "2026-11-02 08:15:00.250 812 INFO shop.cart.manager [req-7 - -] [cart: 7] opened",
      { logger: "shop.cart.manager", body: "[req-7 - -] [cart: 7] opened" },
    ],
    [
      "zap",
      "2026-11-02T08:15:00.250Z\terror\tshop/cart.go:12\tnot stored\t{}",
      { severityNumber: 17, logger: "shop/cart.go:12", body: "not stored\t{}" },
    ],
    [
      "Rust's tracing",
      "2026-11-02T08:15:00.250114Z  WARN shop::cart: slow took=3s",
      { severityNumber: 13, logger: "shop::cart", body: "slow took=3s" },
    ],
    ["env_logger", "[2026-11-02T08:15:00Z ERROR shop::cart] gone", { logger: "shop::cart", body: "gone" }],
    ["Serilog's console", "[08:15:00 WRN] slow", { severityNumber: 13, timeText: "08:15:00", body: "slow" }],
    [
      "Ruby",
      "E, [2026-11-02T08:15:00.250114 #812] ERROR -- shop: gone",
      { severityNumber: 17, logger: "shop", processId: 812, body: "gone" },
    ],
    [
      "Monolog",
      "[2026-11-02T08:15:00.250114+00:00] request.CRITICAL: gone [] []",
      { severityNumber: 18, logger: "request", body: "gone [] []" },
    ],
  ])("of %s are read", (_, line, fields) => {
    const { pieces } = parseText(log4j, `${line}\n`);
    expect(pieces.map(({ parsed }) => parsed)).toMatchObject([fields]);
  });

  it.each([
    ["Loguru", "2026-11-02 08:15:00.250 | SUCCESS  | shop.cart:open:12 - opened", "shop.cart:open:12"],
    ["Airflow", "[2026-11-02 08:15:00,250] {cart.py:12} INFO - opened", "cart.py:12"],
  ])("of %s are read", (_, line, logger) => {
    const { pieces } = parseText(python, `${line}\n`);
    expect(pieces.map(({ parsed }) => parsed)).toMatchObject([{ logger, severityNumber: 9, body: "opened" }]);
    expect(detected(`${line}\n`).format).toBe("python");
  });
});

describe("hostile lines", () => {
  it.each([
    ["brackets", "2026-11-02 08:15:00,250 ", "["],
    ["spaces", "2026-11-02 08:15:00,250 [main] INFO a", " "],
    ["pairs", "level=info ", "a=1 "],
    ["quotes", 'level=info msg="', '\\"'],
    ["dashes", "2026-11-02 08:15:00 ", "- "],
    ["frames", "2026-11-02 08:15:00 INFO a\n#1 a", "(7)"],
    ["functions", "2026-11-02 08:15:00 INFO a\na", ".a("],
    ["parentheses", "2026-11-02 08:15:00,250 INFO [a] ", "(a) "],
    ["a logger behind", "[2026-11-02 08:15:00,250] INFO ", " (a.a"],
    ["names", "2026-11-02 08:15:00 INFO ", "a.b$"],
    ["partial tags", "2026-11-02T08:15:00Z stdout P ", "2026-11-02T08:15:00Z stdout P "],
  ])("take linear time: %s", (_, start, unit) => {
    const time = (length: number) => {
      const text = `${start}${unit.repeat(length)}\n`;
      const startMs = performance.now();
      for (const format of [log4j, python, logfmt, cri]) bodies(format, text);
      return performance.now() - startMs;
    };
    time(100);
    const short = Math.min(time(5000), time(5000));
    expect(Math.min(time(20_000), time(20_000))).toBeLessThan((short + 5) * 12);
  });
});

describe("pino-pretty", () => {
  it.each([
    ["colours", "\u001b[32mINFO\u001b[39m [08:15:00.250] (812): \u001b[36mone\u001b[39m\n", "one", undefined],
    ["a name, a process and a host", "[08:15:00 UTC] WARN (shop/812 on web-1): two\n", "two", "web-1"],
    [
      "Bunyan's order",
      "[2026-11-02T08:15:00.250Z] ERROR: shop/812 on web-1: three\n    at a\n",
      "three\n    at a",
      "web-1",
    ],
  ])("reads %s", (_name, text, body, hostName) => {
    expect(detected(text).format).toBe("pino-pretty");
    expect(parseText(pinoPretty, text).pieces.map(({ parsed }) => parsed)).toMatchObject([
      { body, hostName, processId: 812 },
    ]);
  });

  it.each([
    ["a time and a level alone", "[08:15:00.250] INFO: one\n[08:15:01.250] WARN: two\n"],
    ["a number in brackets", "[2026-11-02 08:15:00] INFO (812) one\n"],
  ])("takes %s for something else", (_name, text) => {
    expect(pinoPretty.detect({ fileName: "a.log", head: text, tail: null, receivedAtMs: 0 })).toBe(0);
  });
});
