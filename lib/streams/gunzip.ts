import { UnreadableContentError } from "#lib/errors.ts";
import type { InflatePort } from "./inflater.ts";
import { PushedBackBytes } from "./pushed-back-bytes.ts";

/** So little compressed input at a time that even a bomb (1032 to 1) gives no more than 66 MB at once. */
const PUSH_BYTES = 65_536;

/** True when the bytes start as a gzip member does (RFC 1952). */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/**
 * Decompresses gzip of one or more members. Zero padding after the last member is skipped.
 * Throws UnreadableContentError, after everything readable was yielded, when data is truncated, corrupt or not gzip;
 * its `byteOffset` counts compressed bytes.
 */
export async function* gunzip(compressed: AsyncIterable<Uint8Array>, port: InflatePort): AsyncGenerator<Uint8Array> {
  const input = new PushedBackBytes(compressed);
  try {
    for (let member = 1; await startsMember(input, member); member++) {
      await skipHeader(input);
      yield* inflateMember(input, port);
    }
  } finally {
    await input.close();
  }
}

async function startsMember(input: PushedBackBytes, member: number): Promise<boolean> {
  const offset = input.position;
  let first = await input.byte();
  if (member > 1) while (first === 0) first = await input.byte();
  if (first === null) return false;
  if (first === 0x1f && (await input.byte()) === 0x8b && (await input.byte()) === 8) return true;
  throw new UnreadableContentError(
    `After ${offset} bytes the gzip data ends and something else follows. What came before was read; compress the file again if more was in it.`,
    { byteOffset: offset },
  );
}

const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16 } as const;

async function skipHeader(input: PushedBackBytes): Promise<void> {
  const flags = await required(input);
  for (let i = 0; i < 6; i++) await required(input);
  if (flags & FLAG.extra) {
    const length = (await required(input)) + (await required(input)) * 256;
    for (let i = 0; i < length; i++) await required(input);
  }
  if (flags & FLAG.name) while ((await required(input)) !== 0);
  if (flags & FLAG.comment) while ((await required(input)) !== 0);
  if (flags & FLAG.headerCrc) for (let i = 0; i < 2; i++) await required(input);
}

async function* inflateMember(input: PushedBackBytes, port: InflatePort): AsyncGenerator<Uint8Array> {
  const inflater = port.createInflater();
  let crc = 0;
  let sizeBytes = 0;
  try {
    for (let isEnd = false; !isEnd; ) {
      const bytes = await input.chunk(PUSH_BYTES);
      if (bytes === null) throw truncated(input.position);
      const inflated = await inflater.push(bytes);
      input.pushBack(bytes.subarray(inflated.usedBytes));
      isEnd = inflated.isEnd;
      for (const output of inflated.output) {
        crc = port.crc32(output, crc);
        sizeBytes += output.length;
        yield output;
      }
      if (inflated.damage !== undefined) throw corrupt(input.position, inflated.damage);
    }
  } finally {
    inflater.close();
  }
  if ((await readUint32(input)) !== crc >>> 0 || (await readUint32(input)) !== sizeBytes % 2 ** 32) {
    throw corrupt(input.position, "its checksum does not match");
  }
}

async function readUint32(input: PushedBackBytes): Promise<number> {
  let value = 0;
  for (let i = 0; i < 4; i++) value += (await required(input)) * 256 ** i;
  return value;
}

async function required(input: PushedBackBytes): Promise<number> {
  const byte = await input.byte();
  if (byte === null) throw truncated(input.position);
  return byte;
}

function truncated(byteOffset: number): UnreadableContentError {
  return new UnreadableContentError(
    `The gzip data breaks off after ${byteOffset} bytes. Everything before that was read and is kept; upload the complete file to get the rest.`,
    { byteOffset },
  );
}

function corrupt(byteOffset: number, why: string): UnreadableContentError {
  return new UnreadableContentError(
    `The gzip data is damaged at about byte ${byteOffset} (${why}). Everything before that was read and is kept; get the file from its source again.`,
    { byteOffset },
  );
}
