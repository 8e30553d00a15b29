import { z } from "zod";
import type { AuditEvent } from "#lib/queries/audit-trail.ts";
import { csvRow } from "./csv-row.ts";

export const auditFormatSchema = z.enum(["csv", "ndjson"]);
export type AuditFormat = z.infer<typeof auditFormatSchema>;

const COLUMNS = ["at", "job_id", "name", "kind", "from", "to", "actor", "reason", "details"];
const TYPES: Record<AuditFormat, string> = {
  csv: "text/csv; charset=utf-8; header=present",
  ndjson: "application/x-ndjson; charset=utf-8",
};

/**
 * An audit trail as a file, streamed as it is read. The first page is read before the answer begins, so that what is
 * refused is refused with its own status.
 */
export async function auditDownload(
  pages: AsyncGenerator<AuditEvent[], void>,
  { format, name }: { format: AuditFormat; name: string },
): Promise<Response> {
  const encoder = new TextEncoder();
  let next = await pages.next();
  const head = format === "csv" ? csvRow(COLUMNS) : "";
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(head)),
    async pull(controller) {
      if (next.done) return controller.close();
      controller.enqueue(encoder.encode(next.value.map(LINES[format]).join("")));
      next = await pages.next();
    },
    async cancel() {
      await pages.return();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": TYPES[format],
      "content-disposition": `attachment; filename="${name}.${format}"`,
      "cache-control": "no-store",
    },
  });
}

const LINES: Record<AuditFormat, (event: AuditEvent) => string> = {
  csv: (event) =>
    csvRow([
      new Date(event.atMs).toISOString(),
      event.jobId,
      event.name,
      event.kind,
      event.fromStatus,
      event.toStatus,
      actorOf(event),
      event.reason,
      JSON.stringify(event.details),
    ]),
  ndjson: ({ atMs, jobId, name, kind, fromStatus, toStatus, reason, details, ...event }) => {
    const at = new Date(atMs).toISOString();
    return `${JSON.stringify({ at, jobId, name, kind, fromStatus, toStatus, actor: actorOf(event), reason, details })}\n`;
  },
};

/** Who did it, also when the account is gone. */
function actorOf({ isSystem, actor }: Pick<AuditEvent, "isSystem" | "actor">): string {
  if (isSystem) return "system";
  return actor ?? "former member";
}
