import { InvalidInputError } from "#lib/errors.ts";
import { archiveKindOf } from "#lib/parse/archive-items.ts";
import { binarySignature } from "#lib/streams/binary-signature.ts";
import { compressionOf } from "#lib/streams/decompress.ts";
import { byteOrderMark } from "#lib/streams/text-encoding.ts";

const HEAD_BYTES = 512;

/** @throws InvalidInputError unprocessable for a file whose first bytes are those of a known binary format */
export async function refuseBinary(file: Blob): Promise<void> {
  // What can't be read here is told by the reading itself.
  const head = await file
    .slice(0, HEAD_BYTES)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const problem = binaryRefusal(new Uint8Array(head));
  if (problem !== null) throw new InvalidInputError(problem, { code: "unprocessable" });
}

/** "A PDF document is not a log. Sluice reads text, also compressed (...). Convert it to text first." */
export function binaryRefusal(head: Uint8Array): string | null {
  if (compressionOf(head) !== null || archiveKindOf(head) !== null || byteOrderMark(head) !== null) return null;
  const known = binarySignature(head);
  if (known === null) return null;
  const title = known.title.charAt(0).toUpperCase() + known.title.slice(1);
  return `${title} is not a log. Sluice reads text, also compressed (gz, zst, bz2, xz) or in a zip or tar. ${known.advice}`;
}
