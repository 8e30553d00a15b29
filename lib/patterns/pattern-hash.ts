import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** The id of a pattern for people and machines: 32 hexadecimal digits, the same in every file and run. */
export function patternHash(template: string): string {
  return bytesToHex(sha256(utf8ToBytes(template)).subarray(0, 16));
}
