import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { documentedNames, imageStage, ROOT, readText, readYaml } from "./deploy-files.test-kit.ts";

const NAME = /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g;
/** Set by others, or for the tools of development. */
const FOREIGN = /^(NEXT_|NODE_|POSTGRES_URL_|SSL_)|^(FOREIGN_PARAMETERS|PUBLISHABLE_KEY_NAMES|INNGEST_CLOUD_URL)$/;

/** What the server's own code asks the environment for. */
function readNames(): Set<string> {
  const files = readdirSync(join(ROOT, "lib/platform")).filter((name) => /env\.ts$/.test(name));
  const quoted = files.flatMap(
    (name) => readText(`lib/platform/${name}`).match(/(?<="|values\.)[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g) ?? [],
  );
  return new Set(quoted.filter((name) => !FOREIGN.test(name)));
}

/** Every name that a deployment file sets: keys in upper case, and names of lists. */
function usedNames(path: string): string[] {
  const text = /\.ya?ml$/.test(path) ? JSON.stringify(readYaml(path)) : readText(path).replaceAll(/^#.*$/gm, "");
  return [...new Set(text.match(NAME) ?? [])].filter((name) => !FOREIGN.test(name));
}

const FILES = [
  "deploy/docker-compose.yaml",
  "deploy/kubernetes/secret.yaml",
  "deploy/kubernetes/deployment.yaml",
  "deploy/kubernetes/cronjob.yaml",
];

describe("docs/deploy.md", () => {
  const documented = documentedNames();

  it("lists every value that the server reads", () => {
    const read = [...readNames()].filter((name) => !name.startsWith("NEXT_"));
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((name) => !documented.has(name))).toEqual([]);
  });

  it.each(FILES)("lists every value that %s sets", (path) => {
    const used = usedNames(path);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((name) => !documented.has(name))).toEqual([]);
  });

  it("lists no value that nothing reads", () => {
    const known = new Set([...readNames(), ...FILES.flatMap(usedNames), ...Object.keys(imageStage().env)]);
    const scripts = ["scripts/serve.ts", "scripts/ingestor/log.ts", "scripts/stack.ts", "scripts/ingest/target.ts"];
    const text = scripts.map(readText).join("\n");
    const unread = [...documented].filter(
      (name) => !known.has(name) && !text.includes(name) && !name.startsWith("NEXT_"),
    );
    expect(unread).toEqual([]);
  });

  it.each(
    [...readText("docs/deploy.md").matchAll(/\]\(((?:\.\.\/)?[\w./-]+)(?:#[\w-]+)?\)/g)].map(([, path = ""]) => path),
  )("links to %s, which is there", (path) => {
    expect(() => readdirSync(join(ROOT, "docs", path))).toThrow(/ENOTDIR/);
  });
});
