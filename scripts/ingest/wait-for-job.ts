import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { callApi } from "./api.ts";
import type { Target } from "./target.ts";

const failingLineSchema = z.object({
  recordNumber: z.number(),
  byteOffset: z.number(),
  text: z.string(),
  code: z.string().nullable(),
});

const jobSchema = z.object({
  jobId: z.string(),
  state: z.string(),
  duplicateOf: z.object({ id: z.string(), name: z.string() }).nullable(),
  lane: z.string(),
  laneReason: z.string(),
  sizeBytes: z.number(),
  bytesDone: z.number(),
  format: z.string().nullable(),
  /** Of an archive: its files, each a job of its own or with the reason why it is none. */
  members: z
    .array(z.object({ name: z.string().nullable(), jobId: z.string().nullable(), problem: z.string().nullable() }))
    .nullable(),
  records: z.number(),
  rejects: z.number(),
  severities: z.record(z.string(), z.number()),
  firstFailingLine: failingLineSchema.nullable(),
  installations: z.array(
    z.object({
      product: z.string(),
      attempt: z.number(),
      outcome: z.string(),
      exitCode: z.string().nullable(),
      firstFailingLine: failingLineSchema.nullable(),
    }),
  ),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});

/** What became of a sent file, as GET /api/stats/:jobId tells it. */
export type Job = z.infer<typeof jobSchema>;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 2000;
/** So many files are asked about as often as one would be; of more, each is asked about less often. */
const ASKED_FREELY = 4;
let waiting = 0;

/** Asks until the file is read or has failed. */
export async function waitForJob(target: Target, jobId: string, onProgress: (job: Job) => void): Promise<Job> {
  waiting++;
  try {
    for (let delayMs = FIRST_DELAY_MS; ; delayMs *= 1.3) {
      const job = await callApi(target, { method: "GET", path: `/api/stats/${jobId}`, schema: jobSchema });
      onProgress(job);
      if (job.state === "completed" || job.state === "failed") return job;
      await delay(Math.min(LONGEST_DELAY_MS, delayMs * Math.max(1, waiting / ASKED_FREELY)));
    }
  } finally {
    waiting--;
  }
}
