import { randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runIngest } from "./run-ingest.ts";

/** What runs when any text of a log, or a name, is taken as markup or script. */
const PAYLOADS = [
  `<img src=x onerror="window.pwned='img'">`,
  `<svg/onload=window.pwned='svg'>`,
  `"><script>window.pwned='script'</script>`,
  `javascript:window.pwned='url'`,
  `{{constructor.constructor("window.pwned='template'")()}}`,
  `\u202Egnp.txt\u202C <b onmouseover=window.pwned='bidi'>`,
];

export interface HostileFile {
  fileId: string;
  name: string;
  deployment: string;
  device: string;
}

/** A failed installation whose lines, file name, deployment and device all try to run script. */
export async function ingestHostileFile(): Promise<HostileFile> {
  const run = randomUUID().slice(0, 8);
  const folder = mkdtempSync(join(tmpdir(), "sluice-hostile-"));
  const name = `${run} <img src=x onerror=window.pwned='name'>.log`;
  const deployment = `${run} "><script>window.pwned='deployment'</script>`;
  const device = `${run} <svg onload=window.pwned='device'>`;
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  const original = readFileSync("lib/formats/fixtures/msi-failed.log", "utf8");
  const lines = original.split(/\r?\n/).flatMap((line, index) => {
    const payload = PAYLOADS[index % PAYLOADS.length];
    return line.startsWith("GrantAcl:") ? [`${line} ${payload}`] : [line, `PrepareLedger:  note ${payload} ${run}`];
  });
  writeFileSync(path, lines.join("\r\n"));
  const { results, stderr } = await runIngest([path, "--deployment", deployment, "--device", device]);
  rmSync(folder, { recursive: true, force: true });
  const fileId = results[0]?.jobId;
  if (typeof fileId !== "string") throw new Error(`The hostile file was not read: ${stderr}`);
  return { fileId, name, deployment, device };
}
