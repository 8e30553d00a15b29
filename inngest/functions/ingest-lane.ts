import { NonRetriableError, RetryAfterError } from "inngest";
import { AppError } from "#lib/errors.ts";
import { nextTryOf, RETRIES, retryDelayMs } from "#lib/ingest/retry-delay.ts";
import { tracedStep } from "#lib/ingest/traced-step.ts";
import { dispatch } from "#lib/intake/dispatch.ts";
import { failRun } from "#lib/intake/fail-run.ts";
import type { Lane } from "#lib/model/log-file.ts";
import { inngest } from "../client.ts";
import { ingestCancelled, ingestRequested } from "../events.ts";
import { intakePorts, tracedStepPorts } from "../ports.ts";
import { STEP_BUDGET_MS } from "./step-budget.ts";

/** Ceilings: who starts is decided by admission, so these only guard the instance. The free plan allows 5. */
const CEILINGS: Record<Lane, number> = { high: 5, medium: 4, low: 2 };
/** Inngest ends a run at 1,000 steps. */
const MAX_STEPS = 950;

/** The function of one lane: reads one file in steps that end of their own accord, each from the last checkpoint. */
export function ingestLane(lane: Lane) {
  return inngest.createFunction(
    {
      id: `ingest-${lane}`,
      triggers: [{ event: ingestRequested, if: `event.data.lane == "${lane}"` }],
      retries: RETRIES,
      concurrency: { limit: CEILINGS[lane] },
      cancelOn: [{ event: ingestCancelled, if: "event.data.fileId == async.data.fileId" }],
      onFailure: async ({ event, error, step }) => {
        const { fileId, dispatch: failedDispatch } = ingestRequested.schema.parse(event.data.event.data);
        await step.run("end-file", async () => {
          await failRun({ fileId, dispatch: failedDispatch, lastError: error.message }, intakePorts());
        });
      },
    },
    async ({ event, step, attempt }) => {
      const { fileId, dispatch: ownDispatch } = event.data;
      for (let stepNumber = 1; stepNumber <= MAX_STEPS; stepNumber++) {
        const read = await step.run(`read-${stepNumber}`, () =>
          readOn({ fileId, dispatch: ownDispatch, lane, stepNumber, attempt }),
        );
        if (read.status !== "continue") return read;
      }
      throw new NonRetriableError("The file is too large to be read in one run.");
    },
  );
}

interface RunStep {
  fileId: string;
  dispatch: number;
  lane: Lane;
  stepNumber: number;
  /** From 0, as Inngest counts. */
  attempt: number;
}

async function readOn({ attempt, ...run }: RunStep) {
  try {
    const nextTry = (error: unknown) => nextTryOf(error, attempt);
    const step = { ...run, attempt: attempt + 1, budgetMs: STEP_BUDGET_MS, nextTry };
    const { dispatched, ...read } = await tracedStep(step, tracedStepPorts());
    if (read.status !== "continue" || dispatched.length > 0) await dispatch(dispatched, intakePorts());
    return read;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (!error.isRetryable) throw new NonRetriableError(error.message, { cause: error });
    throw new RetryAfterError(error.message, retryDelayMs(attempt), { cause: error });
  }
}
