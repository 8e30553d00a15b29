"use client";

import Link from "next/link";
import { useFormatTitles } from "#components/format-titles.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { type UnparsedQuery, unparsedHref } from "./unparsed-query.ts";

const KINDS = [
  { kind: undefined, label: "All" },
  { kind: "reject", label: "Lines" },
  { kind: "exception", label: "Files that could not be read on" },
] as const;

/** What narrows the page, each a link: the address says what is shown. */
export function UnparsedFilters({ query }: { query: UnparsedQuery }) {
  const { format, reason, fileId } = query;
  const { titleOf } = useFormatTitles();
  return (
    <nav aria-label="Filters" className="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2">
      {KINDS.map(({ kind, label }) => (
        <Link
          key={label}
          href={unparsedHref({ ...query, kind, before: undefined })}
          aria-current={query.kind === kind ? "true" : undefined}
          className={classNames(
            "touch-target rounded-control px-2 py-1",
            query.kind === kind ? "bg-surface-3 font-medium text-text-1" : "text-text-2 hover:text-text-1",
          )}
        >
          {label}
        </Link>
      ))}
      {format === undefined ? null : (
        <Without href={unparsedHref({ ...query, format: undefined, before: undefined })}>{titleOf(format)}</Without>
      )}
      {fileId === undefined ? null : (
        <Without href={unparsedHref({ ...query, fileId: undefined, before: undefined })}>One file</Without>
      )}
      {reason === undefined ? null : (
        <Without href={unparsedHref({ ...query, reason: undefined, before: undefined })}>{reason}</Without>
      )}
    </nav>
  );
}

function Without({ href, children }: { href: string; children: string }) {
  return (
    <Link
      href={href}
      aria-label={`Remove the filter ${children}`}
      className="touch-target inline-flex max-w-[48ch] items-center gap-1.5 rounded-control px-2 py-1 text-text-2 inset-ring inset-ring-border-strong hover:text-text-1"
    >
      <span className="truncate">{children}</span>
      <span aria-hidden="true">×</span>
    </Link>
  );
}
