import { cron } from "inngest";
import { type Archived, archive } from "#lib/intake/archive.ts";
import { inngest } from "../client.ts";
import { archivePorts } from "../ports.ts";

/** Batches of one run; what is left is moved an hour later. */
const MAX_BATCHES = 500;

/** Every hour: moves originals of Low that are due to the archive, in steps of one batch each. */
export const archiveOriginals = inngest.createFunction(
  { id: "archive", triggers: [cron("17 * * * *")], retries: 2, concurrency: { limit: 1 } },
  async ({ step }) => {
    let moved = 0;
    let after: Archived["next"] = null;
    for (let batch = 1; batch <= MAX_BATCHES; batch++) {
      const place: Archived["next"] = after;
      const done: Archived = await step.run(`move-${batch}`, () => archive({ after: place }, archivePorts()));
      moved += done.moved;
      after = done.next;
      if (after === null) break;
    }
    return { moved };
  },
);
