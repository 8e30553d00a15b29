import { z } from "zod";
import { respond } from "#app/api/respond.ts";
import { sourceQueue } from "#inngest/queue.ts";
import { askForRun } from "#lib/collect/ask-for-run.ts";
import { NotFoundError } from "#lib/errors.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller, type TransactionSql } from "#lib/platform/database.ts";
import { pauseSource, runSource } from "#lib/queries/change-source.ts";
import { readSource, sourceIdOf } from "#lib/queries/read-source.ts";

const ACTIONS = ["pause", "resume", "run"] as const;
const actionSchema = z.enum(ACTIONS);
type Action = z.output<typeof actionSchema>;

/** Pauses or resumes a source (admins), or has it run now (operators); gives it as it is then. */
export const POST = respond(
  async (request: Request, { params }: { params: Promise<{ id: string; action: string }> }) => {
    const { claims, organizationId } = await requireCaller(request);
    const { id: text, action: name } = await params;
    const action = actionSchema.safeParse(name);
    if (!action.success) throw new NotFoundError(`A source can be changed by ${ACTIONS.join(", ")}.`);
    const id = sourceIdOf(text);
    const source = await asCaller(claims, async (tx) => {
      await change(tx, action.data, { organizationId, id });
      return await readSource(tx, { organizationId, id });
    });
    if (action.data !== "pause") await askForRun({ sourceId: id, trigger: "person" }, { queue: sourceQueue });
    return Response.json({ source });
  },
);

async function change(tx: TransactionSql, action: Action, source: { organizationId: string; id: string }) {
  if (action === "run") return await runSource(tx, source);
  await pauseSource(tx, { ...source, isPaused: action === "pause" });
}
