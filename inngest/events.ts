import { eventType } from "inngest";
import { z } from "zod";
import { laneSchema } from "#lib/model/log-file.ts";

/** A file was admitted: read it. Its id is file id and dispatch, so that a repeated send is one run. */
export const ingestRequested = eventType("file/ingest.requested", {
  schema: z.object({
    fileId: z.guid(),
    organizationId: z.guid(),
    lane: laneSchema,
    dispatch: z.number().int(),
  }),
});

/** Somebody stopped a file: its run ends before its next step. */
export const ingestCancelled = eventType("file/ingest.cancelled", { schema: z.object({ fileId: z.guid() }) });

/** A delay of a waiting file ends at `dueMs`: look at the queue then. */
export const admissionDue = eventType("queue/admission.due", { schema: z.object({ dueMs: z.number().int() }) });

/** A source is due before its interval ends: somebody asked for a run, saved or resumed it, or something new came. */
export const sourcesDue = eventType("sources/due", {
  schema: z.object({ sourceId: z.guid(), trigger: z.enum(["person", "event"]) }),
});
