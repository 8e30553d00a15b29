import { admitNow } from "#lib/intake/admit-now.ts";
import { inngest } from "../client.ts";
import { admissionDue } from "../events.ts";
import { intakePorts } from "../ports.ts";

/** The alarm of the queue: starts what may start once a delay has ended. */
export const admitWaitingFiles = inngest.createFunction(
  { id: "admit-waiting", triggers: [admissionDue], retries: 2 },
  async ({ event, step }) => {
    await step.sleepUntil("until-due", new Date(event.data.dueMs));
    return step.run("admit", () => admitNow(intakePorts()));
  },
);
