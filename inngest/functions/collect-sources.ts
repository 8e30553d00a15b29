import { cron } from "inngest";
import { collectRound } from "#lib/collect/collect.ts";
import { inngest } from "../client.ts";
import { sourcesDue } from "../events.ts";
import { collectPorts } from "../ports.ts";

/** What is left goes on a minute later. */
const MAX_ROUNDS = 200;

/** Every minute, and when somebody asks: runs the sources that are due and takes what is new in them, in steps of about 20 s. */
export const collectSources = inngest.createFunction(
  {
    id: "collect-sources",
    triggers: [cron("* * * * *"), { event: sourcesDue }],
    retries: 2,
    concurrency: { limit: 2 },
  },
  async ({ event, step }) => {
    const trigger = event.name === sourcesDue.name ? "person" : "interval";
    let taken = 0;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const done = await step.run(`round-${round}`, () => collectRound(trigger, collectPorts()));
      taken += done.taken;
      if (!done.isMoreLeft) break;
    }
    return { taken };
  },
);
