import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseAllDocuments } from "yaml";
import { inherit } from "../image/make-image.ts";
import { parseDockerfile } from "../image/parse-dockerfile.ts";

export const ROOT = resolve(import.meta.dirname, "../..");

export const readText = (path: string): string => readFileSync(join(ROOT, path), "utf8");

/** The documents of a YAML file, with `<<` as Compose takes it; a key that stands twice is a fault. */
export function readYaml(path: string): unknown[] {
  return parseAllDocuments(readText(path), { merge: true }).map((document) => {
    if (document.errors[0]) throw document.errors[0];
    return document.toJS();
  });
}

/** The image that the Dockerfile makes, as its last stage says. */
export function imageStage() {
  const stages = parseDockerfile(readText("Dockerfile"));
  return inherit(stages.at(-1), stages);
}

export const isRoute = (path: string): boolean => existsSync(join(ROOT, "app", path, "route.ts"));

/** Names that docs/deploy.md lists in its tables of values. */
export function documentedNames(): Set<string> {
  const rows = readText("docs/deploy.md")
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  return new Set(
    rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([A-Z][A-Z0-9_]+)`/g)].map(([, name = ""]) => name)),
  );
}

/** Values of the right form for every name that has one. */
export const SAMPLES: Record<string, string> = {
  DATABASE_URL: "postgres://app:pw@db.example.com:5432/postgres",
  SUPABASE_URL: "https://supabase.example.com",
  SUPABASE_PUBLISHABLE_KEY: "sb_publishable_sample",
  SUPABASE_SECRET_KEY: "sb_secret_sample",
  INNGEST_EVENT_KEY: "0a1b",
  INNGEST_SIGNING_KEY: "0a1b",
  INNGEST_POSTGRES_URI: "postgres://inngest:pw@db.example.com:5432/inngest",
  SLUICE_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  SLUICE_SETUP_CODE: "SAMPLE-CODE",
  METRICS_TOKEN: "a-sample-of-some-length",
};
