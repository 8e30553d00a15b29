import { z } from "zod";
import { FILE_SOURCES, type Lane, laneSchema } from "./log-file.ts";
import type { FoundIn } from "./source.ts";

/** What the queue shows of a file: a job is a file on its way through its lane. */
export const JOB_STATES = ["waiting", "running", "retrying", "completed", "failed", "cancelled", "discarded"] as const;
export const jobStateSchema = z.enum(JOB_STATES);
/** `retrying` = it runs, and its last step failed. `failed` = a dead letter. */
export type JobState = z.infer<typeof jobStateSchema>;

export const JOB_TABS = ["in-progress", "completed", "dead-letters"] as const;
export const jobTabSchema = z.enum(JOB_TABS);
/** in-progress: waiting, running, retrying. completed: completed, cancelled, discarded. dead-letters: failed. */
export type JobTab = z.infer<typeof jobTabSchema>;

export const JOB_SORTS = ["start-order", "newest", "oldest", "name", "size", "wait"] as const;
export const jobSortSchema = z.enum(JOB_SORTS);
export type JobSort = z.infer<typeof jobSortSchema>;

/** What a list of jobs is narrowed to; an empty list and an absent text mean any. Also what a batch action acts on. */
export const jobFilterSchema = z.object({
  tab: jobTabSchema,
  lanes: z.array(laneSchema).default([]),
  states: z.array(jobStateSchema).default([]),
  formats: z.array(z.string().max(60)).max(50).default([]),
  sources: z.array(z.enum(FILE_SOURCES)).default([]),
  /** Name of a deployment, whole. */
  deployment: z.string().max(200).nullish(),
  /** Name of a device, whole. */
  device: z.string().max(200).nullish(),
  /** Part of the name of the file, its deployment or its device; case does not matter. */
  text: z.string().max(200).nullish(),
});
export type JobFilter = z.output<typeof jobFilterSchema>;

/** One thing that decides when a waiting file starts; exactly one of a file's limits is binding. */
export interface WaitLimit {
  kind: "paused" | "batch" | "quiet" | "order" | "slots";
  /** One sentence: what the limit is, and whether it holds this file now. */
  sentence: string;
  /** False = this limit lets the file start. */
  isHolding: boolean;
  /** The one that is named as the reason. */
  isBinding: boolean;
}

export interface JobError {
  code: string;
  message: string;
  details?: Record<string, unknown>;
}

export interface JobItem {
  id: string;
  name: string;
  state: JobState;
  lane: Lane;
  laneReason: string;
  /** The lane it was first put into, when it was moved since. */
  movedFrom: Lane | null;
  format: string | null;
  source: (typeof FILE_SOURCES)[number];
  deployment: { id: string; name: string } | null;
  device: { id: string; name: string } | null;
  sizeBytes: number;
  /** Bytes of the source read so far, of `sizeBytes`. */
  bytesDone: number;
  records: number;
  rejects: number;
  recordsPerS: number | null;
  /** Runs begun for it so far, and how many there may be. */
  attempts: number;
  maxAttempts: number;
  queuedAtMs: number | null;
  startedAtMs: number | null;
  finishedAtMs: number | null;
  /** Why a waiting file waits, in one sentence; null for any other. */
  waitReason: string | null;
  /** When a waiting file starts at the latest; null = when others end, or when it does not wait. */
  latestStartMs: number | null;
  /** How long until it is done at the present rate; null when that can't be said. */
  remainingMs: number | null;
  /** What went wrong last, also while it is tried again. */
  error: JobError | null;
  /** Who discarded it and the note left with it. */
  discarded: { by: string | null; note: string; atMs: number } | null;
}

/** One step of a run, or one transition between runs. */
export interface JobStep {
  atMs: number;
  /** queued, started, step, retry, taken-over, moved, completed, failed … */
  kind: string;
  attempt: number;
  durationMs: number | null;
  /** Records stored by it. */
  records: number | null;
  /** One sentence. */
  text: string;
  error: string | null;
}

export interface JobDetail extends JobItem {
  sha256: string | null;
  /** The source that found it; null = it was sent, or its source is gone. */
  foundIn: FoundIn | null;
  /** All limits in the order in which they are looked at; empty when it does not wait. */
  limits: WaitLimit[];
  steps: JobStep[];
  /** Where reading stopped, of a failed file. */
  position: { recordNumber: number; byteOffset: number } | null;
}

export interface JobPage {
  jobs: JobItem[];
  nextCursor: string | null;
  /** How many match the filter's other conditions, by tab. */
  counts: Record<JobTab, number>;
  /** How many match the whole filter: what a batch action would act on. */
  total: number;
}

export const JOB_ACTIONS = ["retry", "reingest", "discard", "cancel"] as const;
export const jobActionSchema = z.enum(JOB_ACTIONS);
export type JobAction = z.infer<typeof jobActionSchema>;

/** Body of POST /api/v1/jobs/batch. */
export const jobBatchSchema = z.object({
  action: jobActionSchema,
  filter: jobFilterSchema,
  /** The total that was shown; when it differs by now nothing is changed and the new one is told. */
  expected: z.number().int().min(0).optional(),
  note: z.string().trim().max(500).optional(),
});

/** One slice of time of one lane, for the charts of the queue. */
export interface LaneSlice {
  lane: Lane;
  /** Start of the slice, epoch ms. */
  atMs: number;
  started: number;
  completed: number;
  failed: number;
  records: number;
  bytes: number;
  waitP50Ms: number | null;
  waitP95Ms: number | null;
  processingP50Ms: number | null;
  processingP95Ms: number | null;
}
