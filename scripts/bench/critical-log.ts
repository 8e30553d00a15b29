import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";

const TEMPLATE = new URL("../../lib/formats/fixtures/msi-failed.log", import.meta.url);

/** A small log of an installation that failed with 1603: the same shape each time, never the same content or product. */
export function criticalLog(): { name: string; bytes: Uint8Array<ArrayBuffer> } {
  const product = `Ledger ${randomUUID()}`;
  const log = readFileSync(TEMPLATE, "utf8").replaceAll(/(ProductName ?= ?)Tallybook/g, `$1${product}`);
  return { name: `${product}.log`, bytes: new TextEncoder().encode(log) };
}
