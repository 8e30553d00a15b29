import { UnreadableContentError } from "#lib/errors.ts";
import { binarySignature } from "#lib/streams/binary-signature.ts";

/** Why a file that is no text can't be read, told by its first bytes (300 are enough). */
export function binaryError(head: Uint8Array): UnreadableContentError {
  const known = binarySignature(head);
  const start = [...head.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  const message =
    known === null
      ? `This looks like binary data (it starts with ${start}), not a log. Its bytes are kept; upload the log as text.`
      : `This looks like binary data (${known.title}), not a log. Its bytes are kept. ${known.advice}`;
  return new UnreadableContentError(message, { byteOffset: 0 });
}
