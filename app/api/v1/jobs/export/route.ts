import { auditDownload, auditFormatSchema } from "#app/api/audit-download.ts";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { jobFilterOf, jobFilterQuerySchema, jobQueryValues } from "#lib/model/job-query.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { auditTrail } from "#lib/queries/audit-trail.ts";

const querySchema = jobFilterQuerySchema.extend({ as: auditFormatSchema.default("csv") });

/** The audit trail of the jobs that match, as a file: `as=csv` or a JSON object per line, `as=ndjson`. */
export const GET = respond(async (request: Request) => {
  const caller = await requireCaller(request);
  const query = readQuery(request, querySchema, jobQueryValues);
  const pages = auditTrail(caller, { filter: jobFilterOf(query) });
  return auditDownload(pages, { format: query.as, name: `audit-${query.tab}` });
});
