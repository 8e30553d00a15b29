import { cron } from "inngest";
import { collectRound } from "#lib/collect/collect.ts";
import type { Only } from "#lib/collect/collect-ports.ts";
import type { RunTrigger } from "#lib/model/source.ts";
import { inngest } from "../client.ts";
import { sourcesDue } from "../events.ts";
import { collectPorts } from "../ports.ts";

/** What is left goes on a minute later. */
const MAX_ROUNDS = 200;

/** Every minute, and when somebody or something new asks: runs the sources that are due and takes what is new in them, in steps of about 20 s. */
export const collectSources = inngest.createFunction(
  {
    id: "collect-sources",
    triggers: [cron("* * * * *"), { event: sourcesDue }],
    retries: 2,
    concurrency: { limit: 2 },
  },
  async ({ event, step }) => {
    let taken = 0;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const meant = round === 1 ? askedFor(event) : DUE;
      const done = await step.run(`round-${round}`, () => collectRound(meant, collectPorts()));
      taken += done.taken;
      if (!done.isMoreLeft) break;
    }
    return { taken };
  },
);

const DUE = { only: null, trigger: "interval" } as const;

/** The source that was asked for, or all that are due. */
function askedFor(event: { name: string; data: unknown }): { only: Only; trigger: RunTrigger } {
  if (event.name !== sourcesDue.name) return DUE;
  const { sourceId, trigger } = sourcesDue.schema.parse(event.data);
  return { only: [sourceId], trigger };
}
