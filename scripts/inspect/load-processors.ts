import { readExtensions } from "#lib/extensions/load-extensions.ts";
import type { RecordProcessor } from "#lib/model/record-processor.ts";
import { InvalidEnvironmentError } from "#lib/platform/env.ts";
import { readExtensionNames } from "#lib/platform/extension-env.ts";

/** The processors that are for every organisation: a file here belongs to none. @throws InvalidEnvironmentError */
export async function loadProcessors(values: Readonly<Record<string, string | undefined>>): Promise<RecordProcessor[]> {
  const problems: string[] = [];
  const names = readExtensionNames(values, problems);
  if (problems.length > 0) throw new InvalidEnvironmentError(problems);
  const { processors } = await readExtensions(names);
  return processors.filter(({ organizationId }) => organizationId === undefined);
}
