"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { NameFilter } from "#components/name-filter.tsx";
import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/error-state.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { useApi } from "#components/use-api.ts";
import { useUrlState } from "#components/use-url-state.ts";
import type { FileItem, FileState } from "#lib/queries/list-files.ts";
import { FileTable } from "./file-table.tsx";
import { NoFiles, NoMatch } from "./files-empty.tsx";
import { FILE_GROUPS, type FilesFilter, filesFilterOf, filesQuery, groupCount } from "./files-filter.ts";

export interface FilesPageData {
  files: FileItem[];
  nextCursor: string | null;
  /** Of all files that the text selects, whatever their state. */
  counts: Record<FileState, number>;
}

/** The team's files, live; the filter lives in the address. */
export function FilesView({
  initial,
  initialQuery,
  children,
}: {
  initial: FilesPageData;
  initialQuery: string;
  /** Beside the field that narrows the list. */
  children: ReactNode;
}) {
  const [params, setParams] = useUrlState();
  const filter = filesFilterOf(params);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useFiles(filter, {
    initial,
    initialQuery,
  });
  const files = data?.pages.flatMap((page) => page.files) ?? [];
  const counts = data?.pages[0]?.counts ?? initial.counts;
  const isFiltered = filter.group.id !== "all" || filter.text.trim() !== "";
  if (files.length === 0 && !isFiltered && !error) return <NoFiles />;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <FilterBar filter={filter} counts={counts} onChange={setParams}>
        {children}
      </FilterBar>
      <div className="min-h-0 flex-1 overflow-y-auto px-6 pb-6 max-desk:overflow-visible max-desk:px-0">
        {error ? (
          <ErrorState title="The files could not be read" action={<Button onClick={() => refetch()}>Try again</Button>}>
            {error.message}
          </ErrorState>
        ) : null}
        {files.length > 0 ? <FileTable files={unique(files)} /> : null}
        {files.length === 0 && !error ? (
          <NoMatch filter={filterText(filter)} onClear={() => setParams({ state: null, text: null })} />
        ) : null}
        {hasNextPage ? (
          <div className="flex justify-center pt-4">
            <Button isBusy={isFetchingNextPage} onClick={() => fetchNextPage()}>
              Show older files
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

function useFiles(filter: FilesFilter, { initial, initialQuery }: { initial: FilesPageData; initialQuery: string }) {
  const api = useApi();
  const query = filesQuery(filter, null);
  return useInfiniteQuery({
    queryKey: ["files", query],
    queryFn: ({ pageParam, signal }) =>
      api<FilesPageData>(`/api/v1/files?${filesQuery(filter, pageParam)}`, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    initialData: query === initialQuery ? { pages: [initial], pageParams: [null] } : undefined,
    placeholderData: keepPreviousData,
    // Live events do the work; this is for what they missed while files are on their way.
    refetchInterval: ({ state }) => (state.data?.pages.some((page) => page.files.some(isMoving)) ? 5000 : false),
  });
}

function isMoving({ state }: FileItem): boolean {
  return state === "uploading" || state === "queued" || state === "processing";
}

/** A file that arrives between two pages moves one from the end of the first to the start of the second. */
function unique(files: FileItem[]): FileItem[] {
  return [...new Map(files.map((file) => [file.id, file])).values()];
}

interface FilterBarProps {
  filter: FilesFilter;
  counts: Record<FileState, number>;
  onChange: (changes: Record<string, string | null>) => void;
  children: ReactNode;
}

function FilterBar({ filter, counts, onChange, children }: FilterBarProps) {
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-5 gap-y-2 border-b border-border px-6 pt-2 max-desk:px-4">
      <fieldset
        aria-label="State"
        className="-mb-px flex min-w-0 gap-[18px] overflow-x-auto max-desk:order-2 max-desk:w-full"
      >
        {FILE_GROUPS.map((group) => (
          <button
            key={group.id}
            type="button"
            aria-pressed={group.id === filter.group.id}
            onClick={() => onChange({ state: group.id === "all" ? null : group.id })}
            className="flex gap-1.5 border-b-2 border-transparent pt-[9px] pb-2.5 font-medium whitespace-nowrap text-text-2 hover:text-text-1 focus-visible:outline-offset-[-2px] aria-pressed:border-text-1 aria-pressed:text-text-1"
          >
            {group.label}
            <span className="font-normal text-text-3">{formatCount(groupCount(group, counts))}</span>
          </button>
        ))}
      </fieldset>
      <div className="ml-auto flex items-center gap-x-5 gap-y-2 pb-1.5 max-desk:order-1 max-desk:ml-0 max-desk:w-full max-desk:flex-wrap">
        {children}
        <NameFilter
          text={filter.text}
          onChange={(text) => onChange({ text: text === "" ? null : text })}
          className="w-[280px] max-desk:order-first max-desk:w-full"
        />
      </div>
    </div>
  );
}

/** "in Failed with “LT-22” in its name, deployment or device" */
function filterText({ group, text }: FilesFilter): string {
  const state = group.id === "all" ? null : `in ${group.label}`;
  const words = text.trim() === "" ? null : `with “${text.trim()}” in its name, deployment or device`;
  return [state, words].filter(Boolean).join(" ");
}
