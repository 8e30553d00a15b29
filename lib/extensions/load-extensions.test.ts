import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { InvalidEnvironmentError } from "#lib/platform/env.ts";
import { readExtensionNames } from "#lib/platform/extension-env.ts";
import { readExtensions } from "./load-extensions.ts";

const folder = mkdtempSync(join(tmpdir(), "sluice-extensions-"));
afterAll(() => rmSync(folder, { recursive: true }));

let modules = 0;
function moduleOf(text: string): string {
  const path = join(folder, `extension-${++modules}.mjs`);
  writeFileSync(path, text);
  return path;
}
const exporting = (extension: string) => moduleOf(`export const extension = ${extension};`);
const processor = (change = "") =>
  `{ processors: [{ name: "a", version: 1, formats: ["pino"], process: (r) => [r], ${change} }] }`;
const example = (name: string) => new URL(`../../docs/examples/${name}.ts`, import.meta.url).pathname;

async function problems(...paths: string[]): Promise<readonly string[]> {
  const error = await readExtensions(paths).then(
    () => null,
    (caught: unknown) => caught,
  );
  return error instanceof InvalidEnvironmentError ? error.problems : [];
}

describe("readExtensions", () => {
  it("loads what modules bring, in the order they are named", async () => {
    const names = ["field-team-processor", "http-index-storage", "postgres-queue"].map(example);
    const loaded = await readExtensions([exporting(processor()), ...names]);
    expect(loaded.processors.map(({ name }) => name)).toEqual(["a", "field-team"]);
    expect(loaded.storage.map(({ type }) => type)).toEqual(["http-index"]);
    expect(loaded.queues.map(({ name }) => name)).toEqual(["postgres"]);
    expect(await readExtensions([])).toEqual({ processors: [], storage: [], queues: [] });
  });

  it("leaves objects of classes what they are", async () => {
    const path = moduleOf(`
      class Upper {
        name = "upper"; version = 2; formats = ["pino"]; #suffix = "!";
        process(record) { return [{ ...record, body: record.body + this.#suffix }]; }
      }
      export const extension = { processors: [new Upper()] };`);
    const { processors } = await readExtensions([path]);
    const record = { timestampUs: null, severityNumber: 9, body: "a" };
    expect(processors[0]?.process(record, { format: "pino" })).toEqual([{ ...record, body: "a!" }]);
  });

  it.each<[string, () => string, RegExp]>([
    ["is missing", () => join(folder, "none.mjs"), /none\.mjs can't be loaded: /],
    ["is no package that is installed", () => "sluice-no-such-package", /sluice-no-such-package can't be loaded: /],
    ["fails when it is loaded", () => moduleOf('throw new Error("no licence");'), /can't be loaded: no licence$/],
    ["is no JavaScript", () => moduleOf("export const extension = {"), /can't be loaded: /],
    ["exports nothing by that name", () => "zod", /zod is no extension: it exports nothing by the name `extension`/],
    ["exports what is no object", () => exporting("7"), /is no extension: .*expected object/],
    ["misspells what it brings", () => exporting("{ procesors: [] }"), /Unrecognized key: "procesors"/],
    ["has a processor without a version", () => exporting(processor("version: undefined")), /processors\[0\]\.version/],
    ["has a processor for no format", () => exporting(processor("formats: []")), /processors\[0\]\.formats/],
    [
      "has a processor that does nothing",
      () => exporting(processor("process: 7")),
      /must be a function.*processors\[0\]\.process/,
    ],
    [
      "has a processor for what is no organisation",
      () => exporting(processor('organizationId: "acme"')),
      /organizationId/,
    ],
    [
      "takes the name of a kind of ours",
      () => exporting('{ storage: [{ type: "s3", open() {} }] }'),
      /kind of Sluice's own/,
    ],
    ["has a queue that can't be opened", () => exporting('{ queues: [{ name: "q" }] }'), /queues\[0\]\.open/],
  ])("tells of a module that %s", async (_, path, problem) => {
    const found = await problems(path());
    expect(found).toEqual([expect.stringMatching(problem)]);
    expect(found[0]).toMatch(/^SLUICE_EXTENSIONS: /);
  });

  it("tells of all that is wrong at once, and of names that are taken", async () => {
    const found = await problems(exporting("7"), exporting(processor()), exporting(processor()));
    expect(found).toEqual([
      expect.stringContaining("is no extension"),
      'SLUICE_EXTENSIONS: two processors are named "a".',
    ]);
  });
});

describe("readExtensionNames", () => {
  it.each([
    ["/opt/a.ts, @acme/sluice-extension ,acme-logs/queue", ["/opt/a.ts", "@acme/sluice-extension", "acme-logs/queue"]],
    ["C:\\sluice\\a.mjs", ["C:\\sluice\\a.mjs"]],
    [" , ", []],
    [undefined, []],
  ])("reads %j", (text, names) => {
    const found: string[] = [];
    expect(readExtensionNames({ SLUICE_EXTENSIONS: text }, found)).toEqual(names);
    expect(found).toEqual([]);
  });

  it.each(["./a.ts", "../a.ts", "https://example.com/a.js", "data:text/javascript,1", "node:fs"])(
    "refuses %j",
    (text) => {
      const found: string[] = [];
      readExtensionNames({ SLUICE_EXTENSIONS: text }, found);
      expect(found).toEqual([expect.stringContaining("SLUICE_EXTENSIONS must be absolute paths")]);
    },
  );
});
