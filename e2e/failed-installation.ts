import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIngest } from "./run-ingest.ts";

/** A log whose installation of `product` failed with 1603, because of line 17. Never the same content twice. */
export function failedInstallation(product: string): string {
  const log = readFileSync("lib/formats/fixtures/msi-failed.log", "utf8");
  return `${log.replaceAll(/(ProductName ?= ?)Tallybook/g, `$1${product}`)}Property(S): Run = ${randomUUID()}\r\n`;
}

/** A product and so a cause that no other test has. */
export function newProduct(): string {
  return `Ledger ${randomUUID().slice(0, 8)}`;
}

/** Sends one failed installation a device from the terminal and waits until they were read. */
export async function ingestFailures(product: string, devices: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-alert-"));
  try {
    for (const device of devices) {
      const file = join(folder, `${product} ${device}.log`);
      writeFileSync(file, failedInstallation(product));
      const { exitCode, stderr } = await runIngest([file, "--device", device]);
      if (exitCode !== 0) throw new Error(`The log of ${device} was not read: ${stderr}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
