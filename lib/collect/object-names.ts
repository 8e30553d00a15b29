import type { SourceDefinition } from "#lib/model/source.ts";
import { type KeyNames, namesFromKey } from "#lib/sources/names-from-key.ts";

/** The deployment and device of an object: by its key, else as its source says. */
export function objectNames(
  key: string,
  { prefix, fromKey, deployment, device }: Pick<SourceDefinition, "prefix" | "fromKey" | "deployment" | "device">,
): KeyNames {
  const named = namesFromKey(key, prefix, fromKey);
  return { deployment: named.deployment ?? deployment, device: named.device ?? device };
}
