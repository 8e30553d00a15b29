"use client";

import { useState } from "react";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatPlural } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { Time } from "#components/ui/time.tsx";
import type { JobDetail, JobStep } from "#lib/model/job.ts";

/** Longer timelines show their end, where people look first. */
const SHOWN_STEPS = 8;

/** The run step by step with its attempts and errors, oldest first. */
export function JobSteps({ job: { steps } }: { job: JobDetail }) {
  const [isWhole, setIsWhole] = useState(false);
  if (steps.length === 0) return null;
  const hidden = isWhole ? 0 : Math.max(0, steps.length - SHOWN_STEPS);
  return (
    <section>
      <h3 className="text-13 font-medium">What happened so far</h3>
      {hidden > 0 ? (
        <Button size="small" variant="quiet" className="mt-1 -ml-2" onClick={() => setIsWhole(true)}>
          Show {formatPlural(hidden, "earlier step")}
        </Button>
      ) : null}
      <ol className="mt-1 text-12">
        {steps.slice(hidden).map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps only ever join at the end
          <Step key={hidden + index} step={step} />
        ))}
      </ol>
    </section>
  );
}

function Step({ step: { atMs, text, attempt, durationMs, records, error } }: { step: JobStep }) {
  const facts = [
    attempt > 1 ? `attempt ${attempt}` : null,
    records === null || records === 0 ? null : formatPlural(records, "line"),
    durationMs === null ? null : formatDuration(durationMs),
  ].filter(Boolean);
  return (
    <li className="grid grid-cols-[92px_10px_minmax(0,1fr)] items-baseline gap-x-2 leading-[22px] max-desk:grid-cols-[auto_10px_minmax(0,1fr)]">
      <span className="font-mono text-text-3">
        <Time at={atMs} />
      </span>
      <span
        aria-hidden="true"
        className={classNames(
          "mt-[7.5px] size-[7px] self-start",
          error === null ? "rounded-full bg-border-control" : "rounded-[1px] bg-out-failed-mark",
        )}
      />
      <span className="min-w-0 text-text-2 wrap-anywhere">
        <LogText text={text} />
        {facts.length > 0 ? <span className="text-text-3"> {facts.join(", ")}</span> : null}
        {error === null ? null : (
          <span className="block text-out-failed">
            <LogText text={error} />
          </span>
        )}
      </span>
    </li>
  );
}
