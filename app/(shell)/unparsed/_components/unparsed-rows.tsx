import Link from "next/link";
import { LogText } from "#components/log-text.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import type { UnparsedRow } from "#lib/queries/list-unparsed.ts";
import { type UnparsedQuery, unparsedHref } from "./unparsed-query.ts";

interface UnparsedPage {
  rows: UnparsedRow[];
  nextCursor: number | null;
}

/** What was kept for one reason, line by line, the newest first; each leads to its place in the file. */
export function UnparsedRows({ page: { rows, nextCursor }, query }: { page: UnparsedPage; query: UnparsedQuery }) {
  if (rows.length === 0) {
    return <EmptyState title="Nothing more for this reason" action={<Link href="/unparsed">All reasons</Link>} />;
  }
  return (
    <>
      <ul aria-label="Lines kept as text" className="border-t border-border">
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </ul>
      {nextCursor === null ? null : (
        <Link
          href={unparsedHref({ ...query, before: nextCursor })}
          className="touch-target mt-3 inline-block font-medium hover:underline"
        >
          Older ones
        </Link>
      )}
    </>
  );
}

function Row({ row }: { row: UnparsedRow }) {
  const record = row.recordNumber === null ? "" : `?record=${row.recordNumber}`;
  return (
    <li className="grid gap-1 border-b border-border py-2">
      <Link href={`/files/${row.fileId}${record}`} className="touch-target truncate text-text-2 hover:text-text-1">
        {row.fileName}
        {row.recordNumber === null ? "" : `, record ${formatCount(row.recordNumber)}`}
        {row.byteOffset === null ? "" : `, byte ${formatCount(row.byteOffset)}`}
      </Link>
      {row.text === null ? null : (
        <pre className="whitespace-pre-wrap wrap-anywhere font-mono text-12">
          <LogText text={row.text} />
          {row.isCut ? "…" : ""}
        </pre>
      )}
    </li>
  );
}
