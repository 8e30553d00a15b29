import type { z } from "zod";
import { sourceQueue } from "#inngest/queue.ts";
import { askForRun } from "#lib/collect/ask-for-run.ts";
import { hasOwnSecret } from "#lib/model/source.ts";
import type { sourceSaveSchema } from "#lib/model/source-body.ts";
import type { Caller } from "#lib/platform/caller.ts";
import { asCaller } from "#lib/platform/database.ts";
import { saveSource } from "#lib/queries/change-source.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { readSource } from "#lib/queries/read-source.ts";

/** Saves a source as the caller, has it run, and gives it as it is now. */
export async function saveSourceNow(
  { claims, organizationId }: Caller,
  id: string,
  { name, definition, secret, basedOn }: z.output<typeof sourceSaveSchema>,
): Promise<SourceItem> {
  const source = await asCaller(claims, async (tx) => {
    const isSecretKept = secret === undefined && hasOwnSecret(definition);
    await saveSource(tx, { organizationId, id, name, definition, secret: secret ?? null, isSecretKept, basedOn });
    return await readSource(tx, { organizationId, id });
  });
  await askForRun({ sourceId: id, trigger: "person" }, { queue: sourceQueue });
  return source;
}
