import { randomInt } from "node:crypto";

// Without letters and digits that look alike.
const ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A one-time code for the first owner, such as "7K4M-2QXP": 30^8 possibilities. */
export function newSetupCode(): string {
  const letters = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}
