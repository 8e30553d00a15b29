import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkedSource, coverageGap, readAll } from "#lib/parse/read-all.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { evtxFile } from "./evtx.test-kit.ts";
import { laptopEvents } from "./evtx-events.test-kit.ts";

const LIMITS = { batchBytes: 30_000, maxRecordBytes: 40_000 };
const EVENTS = laptopEvents();
const WHOLE = evtxFile([EVENTS.slice(0, 3), EVENTS.slice(3, 6), EVENTS.slice(6)]);
/** Where something stands; elsewhere are zeros. */
const USED = [...Array(3).keys()].flatMap((chunk) => [
  { from: 4096 + chunk * 65_536, to: 4096 + chunk * 65_536 + 4000 },
]);

type Damage = { place: number; chunk: number; bytes: Uint8Array };

function damaged(damages: readonly Damage[], { cutAt, dropFrom, dropCount }: Record<string, number>): Buffer {
  const bytes = Buffer.from(WHOLE);
  for (const { place, chunk, bytes: wrong } of damages) {
    const { from = 0, to = 0 } = USED[chunk % USED.length] ?? {};
    bytes.set(wrong, from + (place % (to - from)));
  }
  const rest = Buffer.concat([bytes.subarray(0, dropFrom), bytes.subarray((dropFrom ?? 0) + (dropCount ?? 0))]);
  return Buffer.concat([Buffer.from("ElfFile\0"), rest.subarray(8, cutAt)]);
}

describe("evtx", () => {
  it("covers every byte of any damaged log and goes on from any checkpoint", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            place: fc.nat(4000),
            chunk: fc.nat(2),
            bytes: fc.oneof(fc.uint8Array({ minLength: 1, maxLength: 12 }), fc.constant(new Uint8Array(600))),
          }),
          { maxLength: 6 },
        ),
        fc.record({
          cutAt: fc.oneof(fc.constant(WHOLE.length), fc.nat(WHOLE.length)),
          dropFrom: fc.nat(WHOLE.length),
          dropCount: fc.oneof(fc.constant(0), fc.nat(70_000)),
        }),
        fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 4 }),
        fc.nat(),
        async (damages, cut, sizes, pick) => {
          const bytes = damaged(damages, cut);
          const whole = await readAll({ source: bytesSource(bytes), limits: LIMITS });
          expect(whole.error).toBeNull();
          expect(coverageGap(whole)).toBeNull();
          expect(whole.bytes.equals(bytes)).toBe(true);
          const chunked = await readAll({ source: chunkedSource(bytes, sizes), limits: LIMITS });
          expect(chunked).toEqual(whole);
          const at = pick % whole.batches.length;
          const state = JSON.parse(JSON.stringify(whole.batches[at]?.state));
          const resumed = await readAll({ source: chunkedSource(bytes, sizes), limits: LIMITS, state });
          expect(resumed.batches).toEqual(whole.batches.slice(at + 1));
          expect(resumed.reading).toEqual(whole.reading);
        },
      ),
      { numRuns: Number(process.env.FC_RUNS ?? 60) },
    );
  }, 60_000);
});
