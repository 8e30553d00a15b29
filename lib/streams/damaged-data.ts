import { UnreadableContentError } from "#lib/errors.ts";

/** Compressed data that can't be decoded further. `kind` names it ("zstd"), `byteOffset` counts compressed bytes. */
export function damagedData(kind: string, byteOffset: number, why: string): UnreadableContentError {
  return new UnreadableContentError(
    `The ${kind} data is damaged at about byte ${byteOffset} (${why}). Everything before that was read and is kept; get the file from its source again.`,
    { byteOffset },
  );
}

/** Compressed data that ends in the middle. */
export function truncatedData(kind: string, byteOffset: number): UnreadableContentError {
  return new UnreadableContentError(
    `The ${kind} data breaks off after ${byteOffset} bytes. Everything before that was read and is kept; upload the complete file to get the rest.`,
    { byteOffset },
  );
}

/** Compressed data that is sound but made in a way that is not read here. */
export function refusedData(kind: string, byteOffset: number, why: string): UnreadableContentError {
  return new UnreadableContentError(
    `The ${kind} data ${why}, which is not read here. Everything before that was read and is kept; unpack the file and upload what is in it.`,
    { byteOffset },
  );
}

/** Complete compressed data with something after it. */
export function foreignDataAfter(kind: string, byteOffset: number): UnreadableContentError {
  return new UnreadableContentError(
    `After ${byteOffset} bytes the ${kind} data ends and something else follows. What came before was read; compress the file again if more was in it.`,
    { byteOffset },
  );
}
