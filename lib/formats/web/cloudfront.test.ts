import { expect, it } from "vitest";
import { detectFormat } from "#lib/formats/detect-format.ts";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { cloudfront } from "./cloudfront.ts";

const FIELDS =
  "#Version: 1.0\n#Fields: date time x-edge-location c-ip cs-method cs-uri-stem sc-status cs(User-Agent) x-edge-result-type time-taken\n";
const line = (status: string, agent: string, result: string) =>
  `2025-10-09\t08:53:20\tFRA56-P1\t203.0.113.9\tGET\t/a\t${status}\t${agent}\t${result}\t0.417\n`;

it.each([
  [
    "a hit",
    line("200", "Agent%20(X11)", "Hit"),
    { isCacheHit: true, severityNumber: 9, sharedAttributes: { "user_agent.original": "Agent (X11)" } },
  ],
  ["a miss", line("404", "-", "Miss"), { isCacheHit: false, severityNumber: 13, sharedAttributes: undefined }],
  [
    "an agent that can't be decoded",
    line("502", "100%", "Error"),
    { severityNumber: 17, sharedAttributes: { "user_agent.original": "100%" } },
  ],
])("reads %s, its duration in seconds", (_name, text, fields) => {
  const { pieces } = parseText(cloudfront, FIELDS + text);
  expect(pieces).toHaveLength(1);
  expect(pieces[0]?.parsed).toMatchObject({
    timeUs: Date.UTC(2025, 9, 9, 8, 53, 20) * 1000,
    processingTimeMs: 417,
    ...fields,
  });
});

it("is told from other W3C logs by its fields", () => {
  const head = FIELDS + line("200", "-", "Hit");
  const detection = detectFormat({ fileName: "a", head, tail: null, receivedAtMs: 0 });
  expect(detection).toMatchObject({ format: "cloudfront", runnerUp: { format: "w3c" } });
});
