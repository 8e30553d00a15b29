"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { PatternText } from "#components/pattern-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useApi } from "#components/use-api.ts";
import { severityLevel } from "#lib/model/severity.ts";
import type { ComparedRun, NewPatterns as NewPatternsAnswer } from "#lib/queries/list-new-patterns.ts";
import type { PatternItem } from "#lib/queries/list-patterns.ts";

interface NewPatternsProps {
  deploymentId: string;
  deviceId: string;
}

/** What a failed device's log says that the last successful one does not. */
export function NewPatterns({ deploymentId, deviceId }: NewPatternsProps) {
  const api = useApi();
  const { data, error, refetch } = useQuery({
    queryKey: ["deployment", deploymentId, "device", deviceId, "new-patterns"],
    queryFn: ({ signal }) =>
      api<NewPatternsAnswer>(`/api/v1/deployments/${deploymentId}/devices/${deviceId}/new-patterns`, { signal }),
  });
  return (
    <section aria-labelledby="new-patterns" className="mt-6 min-w-0">
      <div className="mb-1 flex flex-wrap items-baseline gap-x-2">
        <h3 id="new-patterns" className="text-13">
          New since the last successful run
        </h3>
        {data?.comparedWith ? <ComparedWith run={data.comparedWith} /> : null}
      </div>
      {error && !data ? (
        <ErrorState title="What is new could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
          {error.message}
        </ErrorState>
      ) : data ? (
        <Found answer={data} />
      ) : (
        <Skeleton lines={3} label="Loading what is new" />
      )}
    </section>
  );
}

function ComparedWith({ run }: { run: ComparedRun }) {
  return (
    <span className="min-w-0 text-12 text-text-3">
      compared with{" "}
      <Link href={`/files/${run.fileId}`} title={run.fileName} className="font-medium text-accent">
        {run.deviceName ?? run.fileName}
      </Link>
      , {run.product}, <Time at={run.atMs} />
    </span>
  );
}

function Found({ answer: { failed, comparedWith, patterns, total } }: { answer: NewPatternsAnswer }) {
  if (failed === null) {
    return <EmptyState title="Nothing to compare">No installation of this device ended as failed.</EmptyState>;
  }
  if (comparedWith === null) {
    return (
      <EmptyState title="No successful run of this product yet.">
        When {failed.product} succeeds on a device of this deployment, its log is compared with this one.
      </EmptyState>
    );
  }
  if (patterns.length === 0) {
    return <EmptyState title="Nothing new">Every kind of line was in the last successful run as well.</EmptyState>;
  }
  return (
    <>
      <ul>
        {patterns.map((pattern) => (
          <NewPattern key={pattern.id} pattern={pattern} fileId={failed.fileId} />
        ))}
      </ul>
      {total > patterns.length ? (
        <p className="pt-2 text-12 text-text-3">
          The worst {formatCount(patterns.length)} of {formatCount(total)} are shown.
        </p>
      ) : null}
    </>
  );
}

function NewPattern({ pattern, fileId }: { pattern: PatternItem; fileId: string }) {
  const { template, count, level, firstRecordNumber } = pattern;
  return (
    <li className="relative flex min-h-row items-start gap-x-2 border-b border-border py-1.5 last:border-0 hover:bg-surface-2">
      <SeverityGlyph level={severityLevel(level)} />
      <Link
        href={`/files/${fileId}?record=${firstRecordNumber}`}
        className="line-clamp-2 min-w-0 flex-1 font-mono text-12 leading-[18px] wrap-anywhere after:absolute after:inset-0"
      >
        <PatternText template={template} />
      </Link>
      <span className="flex-none text-12 whitespace-nowrap text-text-3">{formatPlural(count, "time")}</span>
    </li>
  );
}
