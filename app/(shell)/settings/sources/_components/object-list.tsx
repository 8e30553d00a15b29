import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { Time } from "#components/ui/time.tsx";
import { useUrlState } from "#components/use-url-state.ts";
import { OBJECT_STATUSES, type ObjectStatus } from "#lib/model/source.ts";
import type { SourceObjectItem } from "#lib/queries/list-source-objects.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { MoreButton } from "./more-button.tsx";
import { OBJECT_WORDS } from "./source-words.ts";
import { useObjects } from "./use-source-pages.ts";

/** What was seen, by state, with why it is in it and the file that was made of it. */
export function ObjectList({ source }: { source: SourceItem }) {
  const [params, setParams] = useUrlState();
  const status = OBJECT_STATUSES.find((one) => one === params.get("status")) ?? null;
  return (
    <div className="px-6 py-3 max-desk:px-4">
      <StatusFilter source={source} status={status} onChange={(next) => setParams({ status: next })} />
      <Objects source={source} status={status} />
    </div>
  );
}

function StatusFilter({
  source: { counts },
  status,
  onChange,
}: {
  source: SourceItem;
  status: ObjectStatus | null;
  onChange: (status: ObjectStatus | null) => void;
}) {
  const total = OBJECT_STATUSES.reduce((sum, one) => sum + counts[one], 0);
  return (
    <fieldset aria-label="State" className="flex flex-wrap gap-1.5 pb-2">
      {[null, ...OBJECT_STATUSES].map((one) => (
        <button
          key={one ?? "all"}
          type="button"
          aria-pressed={one === status}
          onClick={() => onChange(one)}
          className="touch-target flex h-[26px] items-center gap-1.5 rounded-control border border-border-strong px-2 text-12 font-medium text-text-2 hover:bg-surface-3 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-text-1"
        >
          {one === null ? "All" : OBJECT_WORDS[one]}
          <span className="font-normal text-text-3">{formatCount(one === null ? total : counts[one])}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Objects({ source, status }: { source: SourceItem; status: ObjectStatus | null }) {
  const objects = useObjects(source, status);
  if (objects.error && !objects.data) {
    return (
      <ErrorState
        title="The objects could not be read"
        action={<Button onClick={() => objects.refetch()}>Try again</Button>}
      >
        {objects.error.message}
      </ErrorState>
    );
  }
  if (!objects.data) return <Skeleton lines={6} label="Loading objects" className="px-0" />;
  const shown = objects.data.pages.flatMap((page) => page.objects);
  if (shown.length === 0) {
    return (
      <div className="-mx-3.5">
        <EmptyState title={status === null ? "Nothing was seen yet" : `No object is in this state`}>
          {status === null ? "What is found in it appears here, with what became of it." : null}
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <ul aria-label="Objects" className="border-t border-border">
        {shown.map((object) => (
          <SeenObject key={object.id} object={object} />
        ))}
      </ul>
      <MoreButton pages={objects}>Show earlier objects</MoreButton>
    </>
  );
}

function SeenObject({ object }: { object: SourceObjectItem }) {
  const { key, status, version, sizeBytes, startByte, seenAtMs, file } = object;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_86px_230px] items-baseline gap-x-3.5 gap-y-0.5 border-b border-border py-2 max-desk:grid-cols-[minmax(0,1fr)_auto]">
      <span className="min-w-0 font-mono text-12 wrap-anywhere">
        {file === null ? (
          <LogText text={key} isOneLine />
        ) : (
          <Link href={`/files/${file.id}`} className="font-medium text-accent hover:underline">
            <LogText text={key} isOneLine />
          </Link>
        )}
        {version > 1 ? <span className="font-sans text-text-3"> version {version}</span> : null}
      </span>
      <span
        className={`flex items-baseline gap-1.5 ${status === "failed" ? "font-medium text-out-failed" : "text-text-2"}`}
      >
        {status === "failed" ? <OutcomeIcon outcome="failed" className="size-3.5 self-center" /> : null}
        {OBJECT_WORDS[status]}
      </span>
      <span className="text-right text-12 text-text-3 max-desk:col-span-2 max-desk:text-left">
        {formatBytes(sizeBytes)}
        {startByte > 0 ? ` from byte ${formatCount(startByte)}` : ""}, seen <Time at={seenAtMs} />
      </span>
      <Reasons object={object} />
    </li>
  );
}

function Reasons({ object: { reason, retryAtMs, attempts, afterProblem } }: { object: SourceObjectItem }) {
  if (reason === null && afterProblem === null) return null;
  return (
    <div className="col-span-full text-12 text-text-2 wrap-anywhere">
      {reason === null ? null : <LogText text={reason} isOneLine />}
      {retryAtMs !== null && attempts > 0 ? (
        <>
          {" "}
          Tried {formatCount(attempts)} {attempts === 1 ? "time" : "times"}, again <Time at={retryAtMs} />.
        </>
      ) : null}
      {afterProblem === null ? null : (
        <>
          {" "}
          It was left as it is afterwards: <LogText text={afterProblem} isOneLine />
        </>
      )}
    </div>
  );
}
