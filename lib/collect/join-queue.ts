import type { OpenQueue, QueueBackend } from "#lib/extensions/extension.ts";
import { EXTENSION_TOOLS } from "#lib/extensions/extension-tools.ts";
import { loadedExtensions } from "#lib/extensions/load-extensions.ts";
import { env, InvalidEnvironmentError } from "#lib/platform/env.ts";
import type { FileRuns } from "./file-runs.ts";

/**
 * The extension's queue that SLUICE_QUEUE names; null = none is named.
 * @throws InvalidEnvironmentError when no extension has it
 */
export function chosenQueue(): QueueBackend | null {
  const name = env().queue;
  if (name === null) return null;
  const { queues } = loadedExtensions();
  const backend = queues.find((known) => known.name === name);
  if (backend !== undefined) return backend;
  const named = queues.map((known) => known.name).join(", ") || "none";
  throw new InvalidEnvironmentError([
    `SLUICE_QUEUE: no extension has a queue "${name}" (SLUICE_EXTENSIONS brings these: ${named}).`,
  ]);
}

/** Has files that are admitted here carried by the queue, and reads those that it gives to this process. */
export async function joinQueue(
  backend: QueueBackend,
  { files, sideBySide, databaseUrl }: { files: FileRuns; sideBySide: number; databaseUrl: string },
): Promise<OpenQueue> {
  const queue = await backend.open({
    run: (file) => files.read(file),
    wake: () => files.wake(),
    sideBySide,
    databaseUrl,
    tools: EXTENSION_TOOLS,
  });
  files.goThrough(queue);
  return queue;
}
