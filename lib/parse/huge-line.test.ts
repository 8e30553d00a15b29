import { describe, expect, it } from "vitest";
import type { ByteSource } from "#lib/streams/byte-source.ts";
import { openReader } from "./open-reader.ts";

const MIB = 1024 ** 2;

/** `start`, then so many MiB of the same letter without any line end; never in memory as a whole. */
function endlessLine(start: string, mebibytes: number): ByteSource {
  const first = new TextEncoder().encode(start);
  const rest = new Uint8Array(MIB).fill(0x61);
  return {
    sizeBytes: first.length + mebibytes * MIB,
    async *open(offsetBytes) {
      if (offsetBytes < first.length) yield first.subarray(offsetBytes);
      const skipped = Math.max(0, offsetBytes - first.length);
      const whole = Math.floor(skipped / MIB);
      if (whole < mebibytes) yield rest.subarray(skipped % MIB);
      for (let at = whole + 1; at < mebibytes; at++) yield rest;
    },
  };
}

describe("openReader", () => {
  it.each([
    ["plain text", "2026-11-01 08:00:00 INFO "],
    ["a line of JSON", '{"level":30,"time":1760000000000,"msg":"'],
    ["a record of CMTrace", "<![LOG["],
  ])(
    "keeps a line of 1 GiB as capped pieces that say so: %s",
    async (_, start) => {
      const source = endlessLine(start, 1024);
      const reader = await openReader({ source, fileName: "a.log", receivedAtMs: 0 });
      let bytes = 0;
      let longest = 0;
      let bodyCharacters = 0;
      const reasons = new Set<string>();
      for (let batch = await reader.next(); batch !== null; batch = await reader.next()) {
        bytes += batch.bytes.length;
        longest = Math.max(longest, batch.bytes.length);
        for (const record of batch.records) {
          bodyCharacters = Math.max(bodyCharacters, record.body.length);
          if (record.kind === "reject") reasons.add(record.reason);
        }
      }
      expect(bytes).toBe(source.sizeBytes);
      expect(longest).toBeLessThanOrEqual(2 * MIB);
      expect([...reasons].join()).toMatch(/longer than 1 MiB/);
      expect(bodyCharacters).toBeLessThanOrEqual(8192);
    },
    120_000,
  );
});
