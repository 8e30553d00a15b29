import { storageErrors } from "./storage-error.ts";

/** What hosted Storage accepts in a key. */
const VALID_KEY = /^[\w/!.*'() &$=@;:+,?-]+$/;
const MAX_KEY_LENGTH = 1024;

/** The object's key out of an address, decoded. @throws StorageError InvalidKey */
export function objectKey(encoded: string): string {
  let key: string;
  try {
    key = decodeURIComponent(encoded);
  } catch {
    throw storageErrors.invalidKey(encoded);
  }
  return checkedKey(key);
}

/** @throws StorageError InvalidKey for what hosted Storage would refuse: other letters, #, %, ~, brackets, no text. */
export function checkedKey(key: unknown): string {
  if (typeof key === "string" && key.length <= MAX_KEY_LENGTH && VALID_KEY.test(key)) return key;
  throw storageErrors.invalidKey(String(key));
}
