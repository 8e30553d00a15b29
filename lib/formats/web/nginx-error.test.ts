import { describe, expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { nginxError } from "./nginx-error.ts";

const ERROR =
  '2025/10/09 08:53:20 [error] 31#32: *46 open() "/a, client: b" failed, client: 203.0.113.9, server: shop.example, request: "GET /a, b HTTP/1.1", host: "shop.example"';
const ACCESS = '203.0.113.9 - - [09/Oct/2025:08:53:20 +0000] "GET / HTTP/1.1" 200 615 "-" "curl/8"';

describe("nginx-error", () => {
  it("reads message, connection and the fields behind them", () => {
    expect(parseText(nginxError, ERROR).pieces[0]?.parsed).toMatchObject({
      timeUs: Date.UTC(2025, 9, 9, 8, 53, 20) * 1000,
      isLocalTime: true,
      severityNumber: 17,
      body: 'open() "/a, client: b" failed',
      processId: 31,
      remoteAddress: "203.0.113.9",
      url: "/a, b",
      attributes: {
        "thread.id": 32,
        "nginx.connection": "46",
        "nginx.server": "shop.example",
        "server.address": "shop.example",
      },
    });
  });

  it.each([
    ["emerg", 21],
    ["alert", 19],
    ["crit", 18],
    ["error", 17],
    ["warn", 13],
    ["notice", 10],
    ["info", 9],
    ["debug", 5],
  ])("knows the level %s", (level, severityNumber) => {
    expect(parseText(nginxError, `2025/10/09 08:53:20 [${level}] 1#1: x\n`).pieces[0]?.parsed).toMatchObject({
      severityNumber,
      body: "x",
    });
  });

  it.each([
    ["nginx-error", `${ERROR}\n${ERROR}\n${ACCESS}\n`],
    ["access-log", `${ACCESS}\n${ACCESS}\n${ERROR}\n`],
  ])("reads both logs of a container's stream as %s, whichever dominates", (format, head) => {
    expect(detectFormat({ fileName: "a", head, tail: null, receivedAtMs: 0 }).format).toBe(format);
    const { pieces } = parseText(nginxError, head);
    expect(pieces.map(({ parsed }) => parsed.kind)).toEqual(["record", "record", "record"]);
  });

  it("rejects what stands above the first record", () => {
    expect(parseText(nginxError, `cut off\n${ERROR}\n`).pieces[0]?.parsed).toMatchObject({ kind: "reject" });
  });
});
