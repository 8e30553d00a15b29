import { z } from "zod";
import { readJson } from "#app/api/read-json.ts";
import { respond } from "#app/api/respond.ts";
import { NotFoundError } from "#lib/errors.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { asCaller, type TransactionSql } from "#lib/platform/database.ts";
import { changeAlertState, muteAlertCause, unmuteAlertCause } from "#lib/queries/change-alert.ts";

const noteSchema = z.string().trim().max(1000).optional();
const stateSchema = z.object({
  note: noteSchema,
  /** `cause`: all alerts of the same cause with it. */
  scope: z.enum(["alert", "cause"]).default("alert"),
});
const muteSchema = z.object({ minutes: z.number().int().min(1).max(10_080).default(60) });

const STATES = { acknowledge: "acknowledged", resolve: "resolved", reopen: "open" } as const;
const ACTIONS = ["acknowledge", "resolve", "reopen", "mute", "unmute"] as const;
const actionSchema = z.enum(ACTIONS);

/** Acknowledges, resolves, reopens an alert, or mutes its cause. Operators and better; asking twice changes nothing. */
export const POST = respond(
  async (request: Request, { params }: { params: Promise<{ id: string; action: string }> }) => {
    const caller = await requireCaller(request);
    const { id, action: name } = await params;
    const action = actionSchema.safeParse(name);
    if (!action.success) throw new NotFoundError(`An alert can be changed by ${ACTIONS.join(", ")}.`);
    if (!z.guid().safeParse(id).success) throw new NotFoundError("There is no such alert.");
    const work = await readAction(request, action.data, id);
    return Response.json(await asCaller(caller.claims, work));
  },
);

async function readAction(
  request: Request,
  action: (typeof ACTIONS)[number],
  alertId: string,
): Promise<(tx: TransactionSql) => Promise<object>> {
  if (action === "unmute") return (tx: TransactionSql) => unmuteAlertCause(tx, { alertId });
  if (action === "mute") {
    const { minutes } = await readBody(request, muteSchema);
    return (tx: TransactionSql) => muteAlertCause(tx, { alertId, minutes });
  }
  const { note, scope } = await readBody(request, stateSchema);
  const change = { alertId, state: STATES[action], note, wholeCause: scope === "cause" };
  return (tx: TransactionSql) => changeAlertState(tx, change);
}

/** Nothing needs to be sent: without a body the defaults count. */
function readBody<Schema extends z.ZodType>(request: Request, schema: Schema): Promise<z.output<Schema>> {
  const isEmpty = request.headers.get("content-type") === null;
  return isEmpty ? Promise.resolve(schema.parse({})) : readJson(request, schema);
}
