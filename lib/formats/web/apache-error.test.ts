import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { apacheError } from "./apache-error.ts";

const TIME = "[Thu Oct 09 08:53:20.417303 2025]";

describe("apache-error", () => {
  it.each([
    [
      "2.2",
      "[Thu Oct 09 08:53:20 2025] [error] [client 203.0.113.9] x",
      { severityNumber: 17, remoteAddress: "203.0.113.9", body: "x" },
    ],
    ["2.2 with IPv6", "[Thu Oct 09 08:53:20 2025] [warn] [client 2001:db8::7] x", { severityNumber: 13 }],
    [
      "2.4",
      `${TIME} [core:error] [pid 8:tid 9] [client 203.0.113.9:4711] AH00035: x`,
      {
        logger: "core",
        processId: 8,
        remotePort: 4711,
        attributes: { "thread.id": "9", "apache.message_id": "AH00035" },
      },
    ],
    [
      "2.4 with IPv6",
      `${TIME} [core:info] [pid 8] [client ::1:4711] x`,
      { remoteAddress: "::1", remotePort: 4711, severityNumber: 9 },
    ],
    [
      "an error of the system",
      `${TIME} [core:error] [pid 8] (13)Permission denied: [client 203.0.113.9:4711] AH00035: x`,
      {
        body: "(13)Permission denied: AH00035: x",
        attributes: { "error.number": 13, "error.text": "Permission denied" },
      },
    ],
    [
      "a referrer",
      `${TIME} [php:error] [pid 8] [client 203.0.113.9:1] x, referer: https://shop.example/`,
      { body: "x", attributes: { "http.request.header.referer": "https://shop.example/" } },
    ],
    [
      "times in ISO 8601",
      "[2025-10-09 10:53:20.417303 +0200] [core:error] [pid 8:tid 9] [client 203.0.113.9:4711] AH00035: x",
      {
        timeUs: Date.UTC(2025, 9, 9, 8, 53, 20, 417) * 1000 + 303,
        isLocalTime: false,
        logger: "core",
        remotePort: 4711,
      },
    ],
    [
      "a message in brackets",
      `${TIME} [security2:error] [pid 8] [client 203.0.113.9:1] [file "a.conf"] x`,
      { body: '[file "a.conf"] x' },
    ],
    [
      "a day that does not exist",
      "[Thu Feb 31 08:53:20 2025] [error] x",
      { timeUs: null, timeText: "Thu Feb 31 08:53:20 2025" },
    ],
  ])("reads %s", (_name, text, fields) => {
    expect(parseText(apacheError, text).pieces.map(({ parsed }) => parsed)).toMatchObject([fields]);
  });

  it("keeps what other programs wrote between, without a time", () => {
    const { pieces } = parseText(apacheError, `${TIME} [core:error] [pid 8] x\n\tmore\nsh: tally: not found\n`);
    expect(pieces.map(({ parsed }) => parsed)).toMatchObject([
      { body: "x\n\tmore" },
      { timeUs: null, body: "sh: tally: not found" },
    ]);
  });
});
