import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { RedactionMode } from "#lib/model/redaction.ts";

/** What holds JSON, XML and tables together stays, so that the record around it can still be parsed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: line ends and the like are what must stay.
const STRUCTURE = /[\u0000-\u001f"\\<>&{}[\],]/;

export interface ReplacementInput {
  /** What was found. */
  text: string;
  /** It stands without quotes as a value in JSON: all nines tell nothing and are a number still. */
  isNumber: boolean;
  rule: string;
  mode: Exclude<RedactionMode, "off">;
  hashKey: Uint8Array;
}

/** Exactly as many code units as the text: `*token******`, or `#` and hexadecimal digits that depend on the text. */
export function replacement({ text, isNumber, rule, mode, hashKey }: ReplacementInput): string {
  if (isNumber) return "9".repeat(text.length);
  const wanted = mode === "hash" ? hashed(text, hashKey) : masked(text.length, rule);
  if (!STRUCTURE.test(text)) return wanted;
  return Array.from({ length: text.length }, (_, at) =>
    (STRUCTURE.test(text.charAt(at)) ? text : wanted).charAt(at),
  ).join("");
}

function masked(length: number, rule: string): string {
  return length < rule.length + 2 ? "*".repeat(length) : `*${rule}`.padEnd(length, "*");
}

function hashed(text: string, hashKey: Uint8Array): string {
  const digits = bytesToHex(hmac(sha256, hashKey, new TextEncoder().encode(text)));
  return `#${digits}`.slice(0, text.length).padEnd(text.length, "*");
}
