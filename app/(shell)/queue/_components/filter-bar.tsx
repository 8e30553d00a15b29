"use client";

import { ArrowDownUp, Download } from "lucide-react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { NameFilter } from "#components/name-filter.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Menu, MenuChoice, MenuItem, MenuNote } from "#components/ui/menu.tsx";
import type { JobSort } from "#lib/model/job.ts";
import { BatchActions } from "./batch-actions.tsx";
import { filesInWords } from "./files-in-words.ts";
import { FilterChips } from "./filter-chips.tsx";
import { FilterMenu } from "./filter-menu.tsx";
import { defaultSort, filterParams, filterQuery, type QueueAddress } from "./queue-address.ts";

interface FilterBarProps {
  address: QueueAddress;
  /** Files that match. */
  total: number;
  onChange: (changes: Record<string, string | null>) => void;
}

/** What the list is narrowed to, its order, and what can be done about all of it. */
export function FilterBar({ address, total, onChange }: FilterBarProps) {
  const { filter, sort } = address;
  return (
    <div className="flex flex-none flex-wrap items-center gap-2 px-6 py-2 max-desk:px-4">
      <NameFilter
        text={filter.text ?? ""}
        onChange={(text) => onChange({ text: text || null })}
        className="w-[220px] max-desk:w-full"
      />
      <FilterMenu filter={filter} onChange={(next) => onChange(filterParams(next))} />
      <FilterChips filter={filter} onChange={(next) => onChange(filterParams(next))} />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <BatchActions filter={filter} total={total} />
        <SortMenu address={address} sort={sort} onChange={onChange} />
        <ExportMenu address={address} total={total} />
      </div>
    </div>
  );
}

const SORT_WORDS: Record<JobSort, string> = {
  "start-order": "What starts next",
  newest: "Newest",
  oldest: "Oldest",
  wait: "Longest wait",
  name: "Name",
  size: "Largest",
};

function SortMenu({
  address,
  sort,
  onChange,
}: { address: QueueAddress; sort: JobSort } & Pick<FilterBarProps, "onChange">) {
  const { tab } = address.filter;
  const sorts = (Object.keys(SORT_WORDS) as JobSort[]).filter((one) => one !== "start-order" || tab === "in-progress");
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Order: ${SORT_WORDS[sort]}`}
          className={buttonClass({ size: "small", variant: "quiet" })}
        >
          <ArrowDownUp size={14} strokeWidth={1.75} aria-hidden="true" />
          {SORT_WORDS[sort]}
        </button>
      }
    >
      <MenuChoice
        label="Order"
        value={sort}
        options={sorts.map((value) => ({ value, label: SORT_WORDS[value] }))}
        onChange={(next) => onChange({ sort: next === defaultSort(tab) ? null : next })}
      />
    </Menu>
  );
}

function ExportMenu({ address: { filter }, total }: { address: QueueAddress; total: number }) {
  const { titleOf } = useFormatTitles();
  return (
    <Menu
      trigger={
        <button type="button" className={buttonClass({ size: "small", variant: "quiet" })}>
          <Download size={14} strokeWidth={1.75} aria-hidden="true" />
          Export
        </button>
      }
    >
      <MenuNote className="max-w-72">
        The audit trail of {filesInWords({ filter, count: total }, titleOf)}: who, when, from, to and why.
      </MenuNote>
      <MenuItem onSelect={() => download(exportPath(filter, "csv"))}>As CSV</MenuItem>
      <MenuItem onSelect={() => download(exportPath(filter, "ndjson"))}>As NDJSON</MenuItem>
    </Menu>
  );
}

function exportPath(filter: QueueAddress["filter"], as: "csv" | "ndjson"): string {
  const query = filterQuery(filter);
  query.set("as", as);
  return `/api/v1/jobs/export?${query}`;
}

/** The answer names its file; the page stays. */
function download(path: string): void {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
}
