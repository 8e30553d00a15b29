import { rateLimit } from "#app/api/rate-limit.ts";
import { respond } from "#app/api/respond.ts";
import { trySource } from "#lib/collect/try-source.ts";
import { sourceTestSchema } from "#lib/model/source-body.ts";
import { database } from "#lib/platform/database.ts";
import { readSourceBody } from "../read-source-body.ts";
import { requireAdmin } from "../require-admin.ts";

export const maxDuration = 30;

// Each one makes this server speak to another.
const limit = rateLimit({ burst: 10, perSecond: 0.25 });

/** Opens what a definition describes, saved or not, and shows its first objects; nothing is taken. */
export const POST = respond(async (request: Request) => {
  const caller = await requireAdmin(request);
  limit.take(caller.userId, performance.now());
  const body = await readSourceBody({ request, caller }, sourceTestSchema, ({ sourceId }) => sourceId ?? null);
  const { definition, secret = null, sourceId = null } = body;
  const { organizationId } = caller;
  return Response.json(await trySource({ organizationId, definition, secret, sourceId }, { sql: database() }));
});
