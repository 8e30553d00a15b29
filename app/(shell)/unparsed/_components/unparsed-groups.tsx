import Link from "next/link";
import { FormatTitle } from "#components/format-titles.tsx";
import { LogText } from "#components/log-text.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { Time } from "#components/ui/time.tsx";
import type { UnparsedGroup } from "#lib/queries/list-unparsed.ts";
import { type UnparsedQuery, unparsedHref } from "./unparsed-query.ts";

/** One entry a reason and format, the most frequent first; each leads to its lines. */
export function UnparsedGroups({ groups, query }: { groups: UnparsedGroup[]; query: UnparsedQuery }) {
  if (groups.length === 0) return <NothingUnparsed isFiltered={unparsedHref(query) !== "/unparsed"} />;
  return (
    <>
      <p className="mb-3 text-text-2">
        Nothing is dropped: what could not be parsed is kept as text beside its file's records. Of each file the first
        1,000 are listed.
      </p>
      <ul aria-label="Reasons" className="grid gap-3">
        {groups.map((group) => (
          <Group key={`${group.kind} ${group.format} ${group.reason}`} group={group} query={query} />
        ))}
      </ul>
    </>
  );
}

function Group({ group, query }: { group: UnparsedGroup; query: UnparsedQuery }) {
  const { kind, reason, format, count, files, example, lastAtMs } = group;
  const rows = unparsedHref({ ...query, kind, reason, format: format ?? undefined, before: undefined });
  const record = example.recordNumber === null ? "" : `?record=${example.recordNumber}`;
  return (
    <li className="grid gap-1.5 rounded-panel border border-border bg-surface-1 px-4 py-3">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <Link href={rows} className="touch-target min-w-0 font-medium break-words hover:underline">
          {reason}
        </Link>
        <Chip>{format === null ? "Format not known" : <FormatTitle format={format} />}</Chip>
      </div>
      <p className="text-text-2">
        {kind === "reject" ? formatPlural(count, "line") : formatCount(count)} in {formatPlural(files, "file")}, last{" "}
        <Time at={lastAtMs} />
      </p>
      {example.text === null ? null : (
        <pre className="rounded-control whitespace-pre-wrap wrap-anywhere bg-surface-2 px-2.5 py-1.5 font-mono text-12">
          <LogText text={example.text} />
        </pre>
      )}
      <Link href={`/files/${example.fileId}${record}`} className="touch-target truncate text-text-2 hover:text-text-1">
        {example.fileName}
        {example.recordNumber === null ? "" : `, record ${formatCount(example.recordNumber)}`}
      </Link>
    </li>
  );
}

function NothingUnparsed({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered) return <EmptyState title="Every line of your files could be parsed" />;
  return (
    <EmptyState title="Nothing that fits these filters" action={<Link href="/unparsed">Show all</Link>}>
      Everything that was read with them could be parsed.
    </EmptyState>
  );
}
