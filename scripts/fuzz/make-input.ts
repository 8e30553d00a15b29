import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { FORMATS } from "#lib/formats/formats.ts";
import { encodeIn } from "#lib/streams/code-page.test-kit.ts";
import { SeededRandom } from "../seeded-random.ts";
import { type Packing, pack } from "./packings.ts";

const FIXTURES = new URL("../../lib/formats/fixtures/", import.meta.url);
const MAX_CONTENT_BYTES = 200_000;

export interface FuzzInput {
  /** What it was made of, for people: "cmtrace-intune.log, 3 changes, gzip". */
  title: string;
  fileName: string;
  /** As a person would upload it. */
  stored: Uint8Array;
  packing: Packing;
  /** Before packing; null when the packed bytes were damaged as well. */
  content: Uint8Array | null;
}

interface Seed {
  name: string;
  bytes: Buffer;
}

/** What inputs begin as: the samples of all formats and the fixtures of their tests. */
const SEEDS: readonly [Seed, ...Seed[]] = atLeastOne([
  ...FORMATS.flatMap(({ id, samples }) => samples.map((text) => ({ name: id, bytes: Buffer.from(`${text}\n`) }))),
  ...readdirSync(FIXTURES)
    .filter((name) => !name.endsWith(".golden.txt"))
    .map((name) => ({ name: name.replace(/\.gz$/, ""), bytes: fixture(name) })),
]);

/** The n-th input of a seed: the same on every machine. */
export function makeInput(seed: number, index: number): FuzzInput {
  const random = new SeededRandom(seed * 1_000_003 + index);
  const first = random.pick(SEEDS);
  let bytes = repeated(first.bytes, random);
  const changes = random.pick([0, 1, 1, 2, 3, 5, 8]);
  for (let change = 0; change < changes; change++) bytes = mutated(bytes, random);
  bytes = encoded(bytes, random).subarray(0, MAX_CONTENT_BYTES);
  const { packing, stored, isDamaged } = pack(bytes, random);
  const damage = isDamaged ? ", damaged" : "";
  return {
    title: `${first.name}, ${changes} changes, ${packing}${damage}`,
    fileName: random.pick([first.name, "upload.log", "setupact.log", "u_ex251009.log", "no name"]),
    stored,
    packing,
    content: isDamaged ? null : bytes,
  };
}

/** Binary fixtures are stored packed. */
function fixture(name: string): Buffer {
  const bytes = readFileSync(new URL(name, FIXTURES));
  return name.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}

function atLeastOne<T>(items: T[]): [T, ...T[]] {
  const [first, ...rest] = items;
  if (first === undefined) throw new Error("There is nothing to make inputs of.");
  return [first, ...rest];
}

function repeated(bytes: Buffer, random: SeededRandom): Buffer {
  const times = random.pick([1, 1, 1, 2, 5, 20]);
  return Buffer.concat(Array.from({ length: times }, () => bytes)).subarray(0, MAX_CONTENT_BYTES);
}

/** What has broken readers before: separators without their partner, absurd numbers, bytes of no encoding. */
const NASTY = [
  "\0",
  "\r",
  "\n\n",
  "\r\n",
  '"',
  "{",
  "}",
  "[",
  "]",
  "\\",
  "\u2028",
  "😀",
  "ü",
  "]LOG]!>",
  "<![LOG[",
  "<Event",
  "</Event>",
  "<<<  [",
  "#Fields: a b",
  "9".repeat(40),
  "-1",
  "1601-01-01 00:00:00",
  "99999-99-99T99:99:99Z",
  "MSI (s) (",
  "ElfFile\0",
  "PK\u0003\u0004",
  "\t",
  " ".repeat(300),
  "(".repeat(200),
  "a".repeat(5000),
  "%",
  "=",
  ",",
  "<13>1 - - - - - -",
] as const;

function mutated(bytes: Buffer, random: SeededRandom): Buffer {
  const at = random.between(0, bytes.length);
  const to = Math.min(bytes.length, at + random.between(1, 200));
  const before = bytes.subarray(0, at);
  const after = bytes.subarray(at);
  switch (random.between(0, 7)) {
    case 0:
      return Buffer.concat([
        before,
        Buffer.from([random.between(0, 255)]),
        bytes.subarray(Math.min(bytes.length, at + 1)),
      ]);
    case 1:
      return Buffer.concat([before, bytes.subarray(to)]);
    case 2:
      return Buffer.concat([before, bytes.subarray(at, to), after]);
    case 3:
      return Buffer.from(before);
    case 4:
      return Buffer.concat([before, junk(random), after]);
    case 5:
      return Buffer.concat([before, random.pick(SEEDS).bytes, after]);
    case 6:
      return Buffer.concat([bytes.subarray(at, to), before, after]);
    default:
      return Buffer.concat([before, Buffer.from(random.pick(NASTY)), after]);
  }
}

function junk(random: SeededRandom): Buffer {
  return Buffer.from(Array.from({ length: random.between(1, 60) }, () => random.between(0, 255)));
}

/** Letters that all three code pages have. */
const FOREIGN = "Отказано в доступе\n".repeat(3);

function encoded(bytes: Buffer, random: SeededRandom): Buffer {
  switch (random.between(0, 11)) {
    case 0:
      return Buffer.from(`\ufeff${bytes.toString()}`);
    case 1:
      return Buffer.from(`\ufeff${bytes.toString()}`, "utf16le");
    case 2:
      return Buffer.from(bytes.toString(), "utf16le");
    case 3:
      return Buffer.from(`\ufeff${bytes.toString()}`, "utf16le").swap16();
    case 4:
      return Buffer.concat([bytes, Buffer.from("späte Änderung\n", "latin1"), bytes]);
    case 5:
      return Buffer.concat([bytes, encodeIn(random.pick(["ibm866", "shift_jis", "windows-1251"]), FOREIGN), bytes]);
    case 6:
      return Buffer.concat([Buffer.from(bytes.toString(), "utf16le"), bytes, Buffer.from("\n\ufeffon\n", "utf16le")]);
    case 7:
      return Buffer.concat([bytes, Buffer.from(`\n${bytes.toString()}`, "utf16le"), bytes]);
    default:
      return bytes;
  }
}
