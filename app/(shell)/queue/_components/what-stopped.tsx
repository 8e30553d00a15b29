import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JobDetail } from "#lib/model/job.ts";

/** The last error of a job: what happened, where, what is safe and what to do. Nothing for a job without one. */
export function WhatStopped({ job }: { job: JobDetail }) {
  const { state, error, position, discarded, attempts, maxAttempts } = job;
  if (discarded) {
    return (
      <section>
        <h3 className="text-13 font-medium">
          Discarded{discarded.by ? ` by ${discarded.by}` : ""} at <Time at={discarded.atMs} />
        </h3>
        {discarded.note ? <p className="mt-1 text-text-2 wrap-anywhere">{discarded.note}</p> : null}
      </section>
    );
  }
  if (error === null || (state !== "failed" && state !== "retrying")) return null;
  return (
    <section>
      <h3 className="flex items-center gap-2 text-13 font-medium">
        <OutcomeIcon outcome="failed" className="size-4 text-out-failed" />
        {state === "failed" ? "What stopped it" : `Attempt ${attempts} of ${maxAttempts} goes on after an error`}
      </h3>
      <p className="mt-1.5 wrap-anywhere">
        <LogText text={error.message} />{" "}
        <span className="font-mono text-12 whitespace-nowrap text-text-3">{error.code}</span>
      </p>
      {position && position.recordNumber > 0 && state === "failed" ? (
        <p className="mt-1 text-text-2">
          Reading stopped after line{" "}
          <Link
            href={`/files/${job.id}?record=${position.recordNumber}`}
            className="font-medium text-accent hover:underline"
          >
            {formatCount(position.recordNumber)}
          </Link>
          , byte {formatCount(position.byteOffset)}. What was read up to there is stored and can be searched.
        </p>
      ) : null}
      {state === "failed" ? (
        <p className="mt-1 text-text-2">
          {attempts >= maxAttempts
            ? `It was tried ${formatCount(attempts)} times. Retry goes on where it stopped; if the cause is in the file, discard it with a note.`
            : "Trying again by itself would not help. Retry goes on where it stopped; Re-ingest reads it from the start."}
        </p>
      ) : null}
    </section>
  );
}
