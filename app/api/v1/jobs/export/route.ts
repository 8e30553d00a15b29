import { auditDownload, auditFormatSchema } from "#app/api/audit-download.ts";
import { readQuery } from "#app/api/read-query.ts";
import { respond } from "#app/api/respond.ts";
import { jobFilterOf, jobFilterQuerySchema, jobQueryValues } from "#lib/model/job-query.ts";
import { requireCaller } from "#lib/platform/caller.ts";
import { auditTrail } from "#lib/queries/audit-trail.ts";

const querySchema = jobFilterQuerySchema.extend({ as: auditFormatSchema.default("csv") });

/** The audit trail of the jobs that match, as a file: CSV or a JSON object per line. */
export const GET = respond(async (request: Request) => {
  const caller = await requireCaller(request);
  const query = readQuery(request, querySchema, exportValues);
  const pages = auditTrail(caller, { filter: jobFilterOf(query) });
  return auditDownload(pages, { format: query.as, name: `audit-${query.tab}` });
});

/** `format=csv` is that of the download; every other `format` is one of logs. */
function exportValues(params: URLSearchParams): Record<string, string> {
  const { format, ...values } = jobQueryValues(params);
  const formats = (format ?? "").split(",").filter(Boolean);
  const as = formats.find((name) => auditFormatSchema.safeParse(name).success);
  const ofLogs = formats.filter((name) => !auditFormatSchema.safeParse(name).success);
  return { ...values, ...(as ? { as } : {}), ...(ofLogs.length > 0 ? { format: ofLogs.join(",") } : {}) };
}
