import { ConflictError, NotFoundError } from "#lib/errors.ts";
import type { JobState } from "#lib/model/job.ts";
import { findFile } from "#lib/store/intake-file.ts";
import { findJobState } from "#lib/store/select-jobs.ts";
import type { Queryable } from "#lib/store/sql.ts";
import { requireOperator, type Sender } from "./require-operator.ts";

export interface JobInput {
  fileId: string;
  sender: Sender;
  /** Kept in the audit trail. */
  note?: string;
}

/**
 * The file of a job that the sender may change.
 * @throws NotFoundError for strangers as for what never was, ForbiddenError for viewers
 */
export async function jobToChange(
  sql: Queryable,
  { fileId, sender }: JobInput,
): Promise<{ id: string; organizationId: string }> {
  const file = await findFile(sql, fileId);
  if (!file) throw new NotFoundError("There is no such file.");
  requireOperator(sender, file.organizationId);
  return file;
}

const STATE_WORDS: Record<JobState, string> = {
  waiting: "waits in its lane",
  running: "is running",
  retrying: "is running",
  completed: "was read to its end",
  failed: "is a dead letter",
  cancelled: "was cancelled",
  discarded: "was discarded",
};

/** Says why a job can't be changed: `rule` is the action's own. */
export async function wrongState(sql: Queryable, fileId: string, rule: string): Promise<ConflictError> {
  const state = await findJobState(sql, fileId);
  const found = state === null ? "This file is not in the queue." : `This job ${STATE_WORDS[state]}.`;
  return new ConflictError(`${found} ${rule}`, { details: { state } });
}
