import { cron } from "inngest";
import { collectRound } from "#lib/collect/collect.ts";
import { inngest } from "../client.ts";
import { collectPorts } from "../ports.ts";

/** What is left goes on a minute later. */
const MAX_ROUNDS = 200;

/** Every minute: runs the sources that are due and takes what is new in them, in steps of about 20 s. */
export const collectSources = inngest.createFunction(
  { id: "collect-sources", triggers: [cron("* * * * *")], retries: 2, concurrency: { limit: 2 } },
  async ({ step }) => {
    let taken = 0;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
      const done = await step.run(`round-${round}`, () => collectRound(collectPorts()));
      taken += done.taken;
      if (!done.isMoreLeft) break;
    }
    return { taken };
  },
);
