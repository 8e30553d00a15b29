"use client";

import type { ReactNode } from "react";
import { FoundInSource } from "#components/found-in-source.tsx";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import type { JobDetail, JobItem } from "#lib/model/job.ts";
import type { FoundIn } from "#lib/model/source.ts";
import { SOURCE_WORDS } from "./files-in-words.ts";
import { JobActions } from "./job-actions.tsx";
import { JobSteps } from "./job-steps.tsx";
import { useJob } from "./use-job.ts";
import { WhatStopped } from "./what-stopped.tsx";
import { WhyWaiting } from "./why-waiting.tsx";

/** All about one job: why it waits or what stopped it, how it got there, and what can be done. */
export function JobDetails({ job }: { job: JobItem }) {
  const { data, error, refetch } = useJob(job.id);
  return (
    <section
      aria-label={`About ${job.name}`}
      className="grid cursor-auto grid-cols-[minmax(0,1fr)_minmax(260px,340px)] gap-x-8 gap-y-4 px-[38px] pt-3.5 pb-4 whitespace-normal max-desk:grid-cols-1 max-desk:px-4"
    >
      <div className="grid min-w-0 content-start gap-4">
        {error && !data ? (
          <div role="alert" className="grid justify-items-start gap-1.5 text-text-2">
            {error.message}
            <Button size="small" onClick={() => refetch()}>
              Try again
            </Button>
          </div>
        ) : data ? (
          <>
            {data.state === "waiting" ? <WhyWaiting job={data} /> : null}
            <WhatStopped job={data} />
            <JobSteps job={data} />
          </>
        ) : (
          <Skeleton lines={5} label="Loading what is known about it" className="p-0" />
        )}
      </div>
      <div className="grid min-w-0 content-start gap-3">
        <Facts job={data ?? job} sha256={data?.sha256 ?? null} foundIn={data?.foundIn ?? null} />
        <JobActions job={data ?? job} />
      </div>
    </section>
  );
}

interface FactsProps {
  job: JobItem | JobDetail;
  sha256: string | null;
  foundIn: FoundIn | null;
}

function Facts({ job, sha256, foundIn }: FactsProps) {
  const { deployment, device } = job;
  return (
    <dl className="grid grid-cols-[92px_minmax(0,1fr)] text-12 leading-[22px]">
      <Fact name="Lane reason">
        <LogText text={job.laneReason} />
      </Fact>
      {job.queuedAtMs === null ? null : (
        <Fact name="Queued">
          <Time at={job.queuedAtMs} />
        </Fact>
      )}
      {job.startedAtMs === null ? null : (
        <Fact name="Started">
          <Time at={job.startedAtMs} />
        </Fact>
      )}
      <Fact name="Attempts">
        {formatCount(job.attempts)} of {formatCount(job.maxAttempts)}
      </Fact>
      {job.records + job.rejects > 0 ? (
        <Fact name="Read">
          {formatPlural(job.records + job.rejects, "line")}
          {job.rejects > 0 ? `, ${formatCount(job.rejects)} kept as text` : ""}
        </Fact>
      ) : null}
      {deployment || device ? (
        <Fact name="From">{[deployment?.name, device?.name].filter(Boolean).join(", ")}</Fact>
      ) : null}
      <Fact name="Source">{foundIn === null ? SOURCE_WORDS[job.source] : <FoundInSource found={foundIn} />}</Fact>
      {sha256 === null ? null : (
        <Fact name="Fingerprint">
          <span className="font-mono" title={sha256}>
            {sha256.slice(0, 6)}…{sha256.slice(-4)}
          </span>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-text-3">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}
