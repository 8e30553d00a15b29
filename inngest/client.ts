import { Inngest } from "inngest";

/**
 * The one Inngest client. INNGEST_DEV, INNGEST_BASE_URL and the keys come from the environment, which
 * lib/platform/env.ts has checked. Checkpointing is off: a step's result must be durable before the next one starts.
 */
export const inngest = new Inngest({ id: "sluice", checkpointing: false });
