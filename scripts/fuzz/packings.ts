import { gzipSync, zstdCompressSync } from "node:zlib";
import { tarOf, zipOf } from "#lib/streams/archives.test-kit.ts";
import type { SeededRandom } from "../seeded-random.ts";

/** How an input is packed before it is read. */
export type Packing = (typeof PACKINGS)[number];

const PACKINGS = [
  "none",
  "gzip",
  "gzip, two members",
  "zstd",
  "zstd, two frames",
  "zstd in gzip",
  "zip",
  "zip with descriptors",
  "tar",
  "tar in gzip",
  "zip in tar in zstd",
] as const;

export interface Packed {
  packing: Packing;
  stored: Uint8Array;
  /** The packed bytes were changed afterwards. */
  isDamaged: boolean;
}

const MEMBER = "logs/upload.log";

/** Packs an input, and damages some of the packed ones. */
export function pack(bytes: Buffer, random: SeededRandom): Packed {
  const packing = random.chance(0.6) ? "none" : random.pick(PACKINGS);
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
    case "zstd":
      return zstdCompressSync(bytes);
    case "zstd, two frames": {
      const at = random.between(0, bytes.length);
      return Buffer.concat([zstdCompressSync(bytes.subarray(0, at)), zstdCompressSync(bytes.subarray(at))]);
    }
    case "zstd in gzip":
      return gzipSync(zstdCompressSync(bytes));
    case "zip":
    case "zip with descriptors":
      return zipOf([{ name: MEMBER, content: bytes, hasDescriptor: packing !== "zip" }]);
    case "tar":
      return tarOf([{ name: MEMBER, content: bytes }]);
    case "tar in gzip":
      return gzipSync(tarOf([{ name: MEMBER, content: bytes }]));
    case "zip in tar in zstd":
      return zstdCompressSync(tarOf([{ name: "inner.zip", content: zipOf([{ name: MEMBER, content: bytes }]) }]));
  }
}

/** True for what has to be opened as an archive first. */
export function isArchive(packing: Packing): boolean {
  return packing.startsWith("zip") || packing.startsWith("tar");
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
