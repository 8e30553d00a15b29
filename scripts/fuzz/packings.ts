import { gzipSync } from "node:zlib";
import type { SeededRandom } from "../seeded-random.ts";

/** How an input is packed before it is read. */
export type Packing = "none" | "gzip" | "gzip, two members";

export interface Packed {
  packing: Packing;
  stored: Uint8Array;
  /** The packed bytes were changed afterwards. */
  isDamaged: boolean;
}

const PACKINGS: readonly [Packing, ...Packing[]] = ["none", "none", "none", "gzip", "gzip, two members"];

/** Packs an input, and damages some of the packed ones. */
export function pack(bytes: Buffer, random: SeededRandom): Packed {
  const packing = random.pick(PACKINGS);
  const stored = packed(bytes, packing, random);
  if (packing === "none" || !random.chance(0.4)) return { packing, stored, isDamaged: false };
  return { packing, stored: damaged(stored, random), isDamaged: true };
}

function packed(bytes: Buffer, packing: Packing, random: SeededRandom): Buffer {
  switch (packing) {
    case "none":
      return bytes;
    case "gzip":
      return gzipSync(bytes);
    case "gzip, two members": {
      const at = random.between(0, bytes.length);
      return Buffer.concat([gzipSync(bytes.subarray(0, at)), gzipSync(bytes.subarray(at))]);
    }
  }
}

function damaged(bytes: Buffer, random: SeededRandom): Buffer {
  const at = random.between(0, bytes.length - 1);
  if (random.chance(0.4)) return Buffer.from(bytes.subarray(0, at));
  const changed = Buffer.from(bytes);
  for (let count = random.between(1, 4); count > 0; count--) {
    changed[random.between(0, changed.length - 1)] = random.between(0, 255);
  }
  return changed;
}
