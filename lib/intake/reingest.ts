import { ConflictError, InvalidInputError } from "#lib/errors.ts";
import { chosenSettings, type ReadingChoice } from "#lib/model/reading-settings.ts";
import { isTimeZone } from "#lib/normalise/time-zone.ts";
import { admitWaiting } from "#lib/store/admission.ts";
import { databaseNowMs } from "#lib/store/database-clock.ts";
import { requireFormat } from "#lib/store/load-formats.ts";
import { changeReadingSettings, type EndedReading, lockEndedReading } from "#lib/store/reading-settings.ts";
import { reingestJobs } from "#lib/store/reingest-jobs.ts";
import { repeatTransaction } from "#lib/store/repeat-transaction.ts";
import { type DispatchPorts, dispatch } from "./dispatch.ts";
import { actionReason, cleanNote, JOB_RULES } from "./job-reasons.ts";
import { type JobInput, jobToChange, wrongState } from "./job-to-change.ts";
import { settingsSentence } from "./settings-sentence.ts";

export interface ReingestInput extends JobInput {
  /** Another format or time zone to read it with; absent = as before. */
  choice?: ReadingChoice;
  /** The reading that was looked at (`readAtMs` of its preview); another one since is a conflict. */
  basedOn?: number;
}

/**
 * Reads a job that has ended again from the start of its original, with another format or time zone if one is chosen;
 * what was read of it before is forgotten. @throws NotFoundError, ForbiddenError, InvalidInputError for a choice that
 * can't be; ConflictError while it waits or runs, when its original is gone, or when it was read again since `basedOn`
 */
export async function reingest(input: ReingestInput, ports: DispatchPorts): Promise<{ jobId: string }> {
  const { id, organizationId } = await jobToChange(ports.sql, input);
  const note = cleanNote(input.note);
  const choice = input.choice ?? {};
  checkZone(choice);
  const dispatched = await repeatTransaction(ports.sql, async (tx) => {
    await requireFormat(tx, { organizationId, format: choice.format ?? null });
    const ended = await lockEndedReading(tx, id);
    if (ended === null) throw await wrongState(tx, id, JOB_RULES.reingest);
    checkReading(ended, input);
    const to = chosenSettings(ended.settings, choice);
    const changed = await changeReadingSettings(tx, { fileId: id, from: ended.settings, to });
    const reason = actionReason("reingest", note, settingsSentence(changed));
    const change = { fileIds: [id], actor: input.sender.userId, reason, note, settings: changed };
    const done = await reingestJobs(tx, change);
    if (done.length === 0) throw originalGone();
    return admitWaiting(tx, await databaseNowMs(tx));
  });
  await dispatch(dispatched, ports);
  return { jobId: id };
}

function checkZone({ timeZone }: ReadingChoice): void {
  if (timeZone === null || timeZone === undefined || isTimeZone(timeZone)) return;
  throw new InvalidInputError(
    `"${timeZone}" is no time zone. Use a name such as Europe/Berlin or an offset such as UTC+01:00.`,
    { code: "unprocessable" },
  );
}

function checkReading({ readAtMs, isArchive }: EndedReading, { choice, basedOn }: ReingestInput): void {
  if (isArchive && choice?.format) {
    throw new InvalidInputError("An archive has no format of its own. Re-parse the files that were in it.", {
      code: "unprocessable",
    });
  }
  if (basedOn === undefined || basedOn === readAtMs) return;
  throw new ConflictError("This file was read again since the differences were made. Look at them again.", {
    details: { readAtMs },
  });
}

function originalGone(): ConflictError {
  return new ConflictError(
    "The original of this file is not in storage any more, so it can't be read again. What was read of it stays; send the file again to read it anew.",
  );
}
