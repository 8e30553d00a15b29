import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { InvalidInputError } from "#lib/errors.ts";
import { env } from "./env.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Encrypts a text at rest with AES-256-GCM: version, nonce, tag, ciphertext. `owner` is bound to it, so that it can't be
 * moved to somebody else's row.
 * @throws InvalidInputError when the server has no key
 */
export function sealSecret(text: string, owner: string, key = requireKey()): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(owner));
  const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), ciphertext]);
}

/** @throws InvalidInputError when the server has no key, another one, or the bytes are not the owner's */
export function openSecret(sealed: Uint8Array, owner: string, key = requireKey()): string {
  const bytes = Buffer.from(sealed);
  try {
    const tagAt = 1 + NONCE_BYTES;
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(1, tagAt), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(owner));
    decipher.setAuthTag(bytes.subarray(tagAt, tagAt + TAG_BYTES));
    if (bytes[0] !== VERSION) throw new Error("another version");
    return decipher.update(bytes.subarray(tagAt + TAG_BYTES), undefined, "utf8") + decipher.final("utf8");
  } catch (cause) {
    throw new InvalidInputError(
      "The stored keys can't be decrypted: they were saved under another SLUICE_ENCRYPTION_KEY. Set that one again, or enter the keys anew.",
      { cause },
    );
  }
}

/** A secret as it is sealed: text as it is, anything else as JSON. */
export function secretText(secret: string | object): string;
export function secretText(secret: string | object | null): string | null;
export function secretText(secret: string | object | null): string | null {
  return secret === null || typeof secret === "string" ? secret : JSON.stringify(secret);
}

function requireKey(): Uint8Array {
  const { encryptionKey } = env();
  if (encryptionKey !== null) return encryptionKey;
  throw new InvalidInputError(
    "This server has no SLUICE_ENCRYPTION_KEY, so it keeps no secrets. Set it to 32 random bytes in base64 (openssl rand -base64 32) and start it again.",
  );
}
