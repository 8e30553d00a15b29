import { cron } from "inngest";
import { sweep } from "#lib/intake/sweep.ts";
import { inngest } from "../client.ts";
import { intakePorts } from "../ports.ts";

/** Every minute: repeats what a crash between two systems left undone, so that nothing waits for ever. */
export const sweepFiles = inngest.createFunction(
  { id: "sweep", triggers: [cron("* * * * *")], retries: 0, concurrency: { limit: 1 } },
  async ({ step }) => step.run("sweep", () => sweep(intakePorts())),
);
