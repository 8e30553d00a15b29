import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "zod";
import { env, InvalidEnvironmentError } from "#lib/platform/env.ts";
import type { Extension } from "./extension.ts";
import { extensionSchema } from "./extension-schema.ts";

/** Everything that the operator's extensions bring, in the order they are named. */
export type LoadedExtensions = Required<Extension>;

const NONE: LoadedExtensions = { processors: [], storage: [], queues: [] };

// The server's parts are bundled one by one, each with a copy of this module.
const LOADED = Symbol.for("sluice.extensions");
type Holder = { [LOADED]?: LoadedExtensions };

/**
 * Loads what SLUICE_EXTENSIONS names, once a process: whatever reads or collects files waits for it at its start.
 * @throws InvalidEnvironmentError that tells of each module that is missing or no extension
 */
export async function loadExtensions(): Promise<void> {
  const holder = globalThis as Holder;
  holder[LOADED] ??= await readExtensions(env().extensions);
}

/** What was loaded at the start of this process. */
export function loadedExtensions(): LoadedExtensions {
  const loaded = (globalThis as Holder)[LOADED];
  if (loaded !== undefined) return loaded;
  if (env().extensions.length > 0) throw new Error("Extensions are used before they are loaded.");
  return NONE;
}

/** @throws InvalidEnvironmentError */
export async function readExtensions(names: readonly string[]): Promise<LoadedExtensions> {
  const problems: string[] = [];
  const extensions: Extension[] = [];
  for (const name of names) {
    const read = await readExtension(name);
    if (typeof read === "string") problems.push(`SLUICE_EXTENSIONS: ${name} ${read}`);
    else extensions.push(read);
  }
  const all: LoadedExtensions = {
    processors: extensions.flatMap(({ processors = [] }) => processors),
    storage: extensions.flatMap(({ storage = [] }) => storage),
    queues: extensions.flatMap(({ queues = [] }) => queues),
  };
  problems.push(
    ...twice(
      "processors",
      all.processors.map(({ name }) => name),
    ),
    ...twice(
      "storage backends",
      all.storage.map(({ type }) => type),
    ),
    ...twice(
      "queues",
      all.queues.map(({ name }) => name),
    ),
  );
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  return all;
}

/** The extension of a module, or what is wrong with it. */
async function readExtension(name: string): Promise<Extension | string> {
  let module: { extension?: unknown };
  try {
    // The bundler must leave this to the server that runs, which knows the path.
    module = await import(
      /* webpackIgnore: true */ /* turbopackIgnore: true */ /* @vite-ignore */ isAbsolute(name)
        ? pathToFileURL(name).href
        : name
    );
  } catch (error) {
    return `can't be loaded: ${error instanceof Error ? error.message : String(error)}`;
  }
  if (module.extension === undefined) return "is no extension: it exports nothing by the name `extension`.";
  const parsed = extensionSchema.safeParse(module.extension);
  // The checked copy would have lost the methods of classes.
  if (parsed.success) return module.extension as Extension;
  return `is no extension: ${z.prettifyError(parsed.error).replaceAll(/\n\s*/g, " ")}`;
}

function twice(what: string, names: readonly string[]): string[] {
  const repeated = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...repeated].map((name) => `SLUICE_EXTENSIONS: two ${what} are named "${name}".`);
}
