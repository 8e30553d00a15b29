import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { intakePorts } from "#inngest/ports.ts";
import { NotFoundError } from "#lib/errors.ts";
import { cancel } from "#lib/intake/cancel.ts";
import { discard } from "#lib/intake/discard.ts";
import { moveLane } from "#lib/intake/move-lane.ts";
import { reingest } from "#lib/intake/reingest.ts";
import type { Sender } from "#lib/intake/require-operator.ts";
import { retry } from "#lib/intake/retry.ts";
import { laneSchema } from "#lib/model/log-file.ts";
import { readingChoiceSchema } from "#lib/model/reading-settings.ts";
import { requireCaller } from "#lib/platform/caller.ts";

const noteSchema = z.object({ note: z.string().trim().max(500).optional() });
const reingestSchema = noteSchema.extend({ ...readingChoiceSchema.shape, basedOn: z.number().int().optional() });
const moveSchema = noteSchema.extend({ lane: laneSchema });

const ACTIONS = ["retry", "reingest", "cancel", "discard", "move"] as const;
type Action = (typeof ACTIONS)[number];
const actionSchema = z.enum(ACTIONS);

/** Retries, reads again from the start, cancels, discards or moves a job. Operators and better. */
export const POST = respond(
  async (request: Request, { params }: { params: Promise<{ id: string; action: string }> }) => {
    const sender = await requireCaller(request);
    const { id, action: name } = await params;
    const action = actionSchema.safeParse(name);
    if (!action.success) throw new NotFoundError(`A job can be changed by ${ACTIONS.join(", ")}.`);
    return Response.json(await act(request, action.data, { fileId: id, sender }));
  },
);

async function act(request: Request, action: Action, job: { fileId: string; sender: Sender }): Promise<object> {
  if (action === "move") return moveLane({ ...job, ...(await readJson(request, moveSchema)) }, intakePorts());
  if (action === "reingest") {
    const { note, basedOn, ...choice } = await readOptional(request, reingestSchema);
    return reingest({ ...job, note, basedOn, choice }, intakePorts());
  }
  const input = { ...job, ...(await readOptional(request, noteSchema)) };
  switch (action) {
    case "retry":
      return retry(input, intakePorts());
    case "discard":
      return discard(input, intakePorts());
    case "cancel":
      return { jobId: (await cancel(input, intakePorts())).fileId };
  }
}

/** Nothing needs to be sent; `schema` has no field that must be there. */
async function readOptional<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const isEmpty = request.headers.get("content-type") === null;
  return isEmpty ? schema.parse({}) : readJson(request, schema);
}
