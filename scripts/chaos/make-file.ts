import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Lane } from "#lib/model/log-file.ts";
import { SeededRandom } from "../seeded-random.ts";
import { LOG_TEXTS, type LogKind } from "./log-text.ts";

export const WAYS = ["cli", "form", "resumable"] as const;
/** How a file is sent: by the code of `npm run ingest`, as a form, or piece by piece over TUS. */
export type Way = (typeof WAYS)[number];

/** A file of the run, as it lies on disk, and how it is to be sent. */
export interface ChaosFile {
  name: string;
  path: string;
  sha256: string;
  sizeBytes: number;
  /** Decompressed; of a gzip that is cut short, what a whole one would hold. */
  content: { isGzip: boolean; isCut: boolean };
  deployment: string | null;
  device: string | null;
  lane: Lane | null;
  way: Way;
  /** Sent a second time at the same moment in another way: it must be linked, not read twice. */
  twinWay: Way | null;
  /** Its sender vanishes before it reports the upload as complete. */
  isUnreported: boolean;
}

type Packing = "none" | "gzip" | "members" | "cut";

const KINDS = Object.keys(LOG_TEXTS) as [LogKind, ...LogKind[]];
const GZIP_MEMBERS = 3;

/** Makes file number `index` of a run: the same seed makes the same file, in whatever order they are asked for. */
export async function makeFile(input: { seed: number; index: number; folder: string }): Promise<ChaosFile> {
  const random = new SeededRandom(Math.imul(input.seed, 1_000_003) + input.index);
  // Each kind in turn, so that few files are a mixture as well.
  const kind = KINDS[input.index % KINDS.length] ?? KINDS[0];
  const tag = `s${input.seed}f${input.index}`;
  const text = LOG_TEXTS[kind]({ random, lines: linesOf(random), tag });
  const isUtf16 = kind.startsWith("msi") && random.chance(0.5);
  const plainBytes = isUtf16 ? utf16(text) : Buffer.from(text);
  const packing = random.pick<Packing>(["none", "none", "none", "gzip", "members", "cut"]);
  const bytes = pack(plainBytes, packing);
  const name = `${kind.replaceAll(" ", "-")}-${tag}.log${packing === "none" ? "" : ".gz"}`;
  const path = join(input.folder, name);
  await writeFile(path, bytes);
  const isCut = packing === "cut";
  const way = isCut ? "cli" : random.pick(WAYS);
  return {
    name,
    path,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    sizeBytes: bytes.length,
    content: { isGzip: packing !== "none", isCut },
    deployment: random.pick([null, "Chaos wave 1", "Chaos wave 2", "Chaos wave 3"]),
    device: random.pick([null, `LT-${random.between(1, 40)}`]),
    lane: random.pick<Lane | null>([null, null, null, "high", "medium", "low"]),
    way,
    // What can't be read to its end may be sent again: there is nothing to link to.
    twinWay: !isCut && random.chance(0.12) ? (WAYS.find((other) => other !== way) ?? null) : null,
    isUnreported: way === "resumable" && random.chance(0.2),
  };
}

function linesOf(random: SeededRandom): number {
  const size = random.next();
  if (size < 0.45) return random.between(5, 400);
  if (size < 0.8) return random.between(2_000, 8_000);
  if (size < 0.97) return random.between(15_000, 50_000);
  return random.between(120_000, 180_000);
}

function utf16(text: string): Buffer {
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
}

function pack(bytes: Buffer, packing: Packing): Buffer {
  switch (packing) {
    case "none":
      return bytes;
    case "gzip":
      return gzipSync(bytes);
    case "cut": {
      const whole = gzipSync(bytes);
      return whole.subarray(0, Math.floor(whole.length * 0.7));
    }
    case "members": {
      const partBytes = Math.ceil(bytes.length / GZIP_MEMBERS);
      const parts = Array.from({ length: GZIP_MEMBERS }, (_, n) => bytes.subarray(n * partBytes, (n + 1) * partBytes));
      return Buffer.concat(parts.map((part) => gzipSync(part)));
    }
  }
}
