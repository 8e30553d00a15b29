import type { Lane } from "#lib/model/log-file.ts";
import { type NextTry, noteStep, type StepTrace } from "#lib/store/note-step.ts";
import type { Sql } from "#lib/store/sql.ts";
import type { StepInput, StepResult } from "./ingest-step.ts";

export interface TracedStepInput extends StepInput {
  lane: Lane;
  /** From 1 in each run. */
  stepNumber: number;
  /** Tries of this step, from 1. */
  attempt: number;
  /** When a step that throws this is tried again; null = never. */
  nextTry(error: unknown): NextTry | null;
}

export interface TracedStepPorts {
  sql: Sql;
  /** Epoch ms. */
  now(): number;
  /** `ingestStep`, wherever it runs. */
  run(lane: Lane, input: StepInput): Promise<StepResult>;
}

/** One step, with its trace kept whether it goes well or not. A trace that can't be kept is no reason to fail. */
export async function tracedStep(input: TracedStepInput, ports: TracedStepPorts): Promise<StepResult> {
  const { fileId, dispatch, stepNumber, attempt, lane } = input;
  const startedAtMs = ports.now();
  const trace = (outcome: Pick<StepTrace, "records" | "bytesDone" | "error">): StepTrace => {
    const durationMs = ports.now() - startedAtMs;
    return { fileId, dispatch, stepNumber, attempt, lane, startedAtMs, durationMs, ...outcome };
  };
  try {
    const read = await ports.run(lane, { fileId, dispatch, budgetMs: input.budgetMs });
    if (read.status !== "superseded") {
      const bytesDone = read.status === "failed" ? null : read.bytesDone;
      await noted(ports, trace({ records: read.stored, bytesDone, error: null }), null);
    }
    return read;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    await noted(ports, trace({ records: 0, bytesDone: null, error: message }), input.nextTry(error));
    throw error;
  }
}

async function noted({ sql }: TracedStepPorts, trace: StepTrace, nextTry: NextTry | null): Promise<void> {
  await noteStep(sql, trace, nextTry).catch((error) => console.error("A step's trace was not kept:", error));
}
