import { InvalidInputError } from "#lib/errors.ts";

/** The largest file that is taken, compressed or not: 5 GiB. */
export const MAX_FILE_BYTES = 5 * 1024 ** 3;

/** @throws InvalidInputError unprocessable when empty, too_large beyond {@link MAX_FILE_BYTES} */
export function checkSize(name: string, sizeBytes: number): void {
  if (sizeBytes === 0) {
    throw new InvalidInputError(`${name} is empty: it has 0 bytes. Nothing was stored; send a file with content.`, {
      code: "unprocessable",
      details: { sizeBytes },
    });
  }
  if (sizeBytes > MAX_FILE_BYTES) {
    throw new InvalidInputError(
      `${name} has ${sizeBytes} bytes; at most ${MAX_FILE_BYTES} (5 GiB) are taken. Nothing was stored; compress or split it.`,
      { code: "too_large", details: { sizeBytes, limitBytes: MAX_FILE_BYTES } },
    );
  }
}
