import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { tarOf, zipOf } from "#lib/streams/archives.test-kit.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-inspect-"));
afterAll(() => rmSync(folder, { recursive: true }));

const PINO =
  '{"level":30,"time":1760000000000,"pid":812,"hostname":"web-1","msg":"listening"}\n' +
  '{"level":50,"time":1760000001000,"pid":812,"hostname":"web-1","msg":"gone"}\nnot json\n';

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function inspect(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return inspectWith({}, ...args);
}

function inspectWith(environment: object, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const script = new URL("./inspect.ts", import.meta.url).pathname;
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env: { ...process.env, ...environment } }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}

describe("npm run inspect", () => {
  it("reads files with the format of a definition file, and says what is wrong with one", async () => {
    const log = file("tills.txt", "10:00 <STOP> drawer open\n10:01 nothing\n");
    const definition = { id: "tills", name: "Tills", levels: { stop: "error" } };
    const pattern = { kind: "grok", text: "%{NOTSPACE:at} <%{WORD:level}> %{GREEDYDATA:message}" };
    const good = file("good.json", JSON.stringify({ ...definition, pattern }));
    const { code, out } = await inspect("--json", "--format-file", good, log);
    expect({ code, ...JSON.parse(out) }).toMatchObject({
      code: 0,
      format: "tills",
      records: 1,
      rejects: 1,
      severity: { error: 1 },
    });
    const bad = file("bad.json", JSON.stringify({ ...definition, pattern: { kind: "grok", text: "%{NOPE:a}" } }));
    expect(await inspect("--format-file", bad, log)).toMatchObject({
      code: 2,
      err: expect.stringContaining("%{NOPE}"),
    });
    expect(await inspect("--format-file", log, log)).toMatchObject({ code: 2, err: expect.stringContaining("JSON") });
  });

  it("prints one JSON object a file with exactly the documented keys", async () => {
    const path = file("app.log.gz", gzipSync(PINO));
    const { code, out } = await inspect("--json", path);
    expect(code).toBe(0);
    const report = JSON.parse(out);
    expect(report).toMatchObject({
      file: path,
      format: "pino",
      container: "gzip",
      encoding: "utf-8",
      bytes: PINO.length,
    });
    expect(report).toMatchObject({
      records: 2,
      rejects: 1,
      tz: "record",
      outcomes: [],
      severity: { info: 1, error: 1, fatal: 0 },
    });
    expect(report).toMatchObject({ first: "2025-10-09T08:53:20.000Z", last: "2025-10-09T08:53:21.000Z" });
    expect(Object.keys(report).join(" ")).toBe(
      "file format confidence container encoding bytes records rejects first last tz severity outcomes",
    );
  });

  it("prints each member of an archive as a file of its own, and why one is none", async () => {
    const path = file(
      "bundle.zip",
      zipOf([
        { name: "logs/app.log", content: PINO },
        { name: "inner.tar", content: tarOf([{ name: "../app.log.gz", content: gzipSync(PINO) }]) },
        { name: "locked.log", content: "x", isEncrypted: true },
      ]),
    );
    const { code, out, err } = await inspect("--json", path);
    expect(code).toBe(1);
    const reports = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(reports).toMatchObject([
      { file: `${path}!/logs/app.log`, format: "pino", container: "none", records: 2, rejects: 1 },
      { file: `${path}!/inner.tar!/../app.log.gz`, format: "pino", container: "gzip", records: 2, rejects: 1 },
    ]);
    expect(err).toContain(`${path}!/locked.log: It is encrypted.`);
  });

  it("prints a report for people, with the outcome of an installation", async () => {
    const fixture = new URL("../lib/formats/fixtures/msi-failed.log", import.meta.url).pathname;
    const { code, out } = await inspect(fixture);
    expect(code).toBe(0);
    expect(out).toMatch(/format {5}msi \(99% sure/);
    expect(out).toMatch(/outcome {4}.*: failed, exit code 1603; first failing line: record \d+/);
  });

  it("has processors go over the records, and ends when an extension is none", async () => {
    const items = [{ text: "one" }, { text: "two" }];
    const log = file(
      "batch.log",
      `${PINO}{"level":30,"time":1760000002000,"msg":"batch","items":${JSON.stringify(items)}}\n`,
    );
    const extension = new URL("../docs/examples/field-team-processor.ts", import.meta.url).pathname;
    const { out } = await inspectWith({ SLUICE_EXTENSIONS: extension }, log);
    expect(out).toMatch(/records +4\n/);
    expect(out).toContain("The processor field-team (version 1) went over the records: 1 split into 2, 2 changed.");
    const bad = await inspectWith({ SLUICE_EXTENSIONS: "/none.mjs" }, log);
    expect(bad).toMatchObject({ code: 2, out: "", err: expect.stringContaining("/none.mjs can't be loaded") });
  });

  it("exits with 1 when a file can't be read to its end, having read the others", async () => {
    const whole = file("whole.log", PINO);
    const { code, out, err } = await inspect(
      "--json",
      file("cut.gz", gzipSync(PINO).subarray(0, 60)),
      join(folder, "none"),
      whole,
    );
    expect(code).toBe(1);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).file),
    ).toEqual([join(folder, "cut.gz"), whole]);
    expect(err).toContain("breaks off");
    expect(err).toContain("none does not exist");
  });

  it.each([
    ["no file", [], "Name at least one file."],
    ["an unknown option", ["--what"], "--what"],
    ["a folder", [folder], "is a folder"],
  ])("exits with 2 for %s", async (_name, args, message) => {
    const { code, err } = await inspect(...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).toContain("Usage: npm run inspect");
  });
});
