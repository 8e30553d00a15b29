"use client";

import { X } from "lucide-react";
import { type FormatTitles, useFormatTitles } from "#components/format-titles.tsx";
import type { JobFilter } from "#lib/model/job.ts";
import { LANE_WORDS, SOURCE_WORDS, STATE_WORDS } from "./files-in-words.ts";
import { wholeTab } from "./queue-address.ts";

interface FilterChipsProps {
  filter: JobFilter;
  onChange: (filter: JobFilter) => void;
}

/** One chip a condition; pressing it takes the condition away. The text stands in its field already. */
export function FilterChips({ filter, onChange }: FilterChipsProps) {
  const { titleOf } = useFormatTitles();
  const conditions = conditionsOf(filter, titleOf);
  if (conditions.length === 0) return null;
  return (
    <ul aria-label="Narrowed to" className="flex flex-wrap items-center gap-1.5">
      {conditions.map(({ name, value, without }) => (
        <li key={`${name} ${value}`}>
          <button
            type="button"
            onClick={() => onChange(without)}
            className="touch-target inline-flex h-[26px] items-center gap-1.5 rounded-chip bg-accent-soft px-2 text-12 hover:bg-surface-3"
          >
            <span className="text-text-3">{name}</span>
            <span className="max-w-48 truncate font-medium">{value}</span>
            <X size={12} strokeWidth={2} aria-hidden="true" className="text-text-3" />
            <span className="sr-only">: take away</span>
          </button>
        </li>
      ))}
      {conditions.length > 1 ? (
        <li>
          <button
            type="button"
            onClick={() => onChange({ ...wholeTab(filter.tab), text: filter.text })}
            className="touch-target h-[26px] px-1 text-12 text-accent hover:underline"
          >
            Clear
          </button>
        </li>
      ) : null}
    </ul>
  );
}

interface Condition {
  name: string;
  value: string;
  without: JobFilter;
}

function conditionsOf(filter: JobFilter, titleOf: FormatTitles["titleOf"]): Condition[] {
  const { lanes, states, formats, sources, deployment, device } = filter;
  return [
    ...lanes.map((lane) => ({
      name: "Lane",
      value: LANE_WORDS[lane],
      without: { ...filter, lanes: lanes.filter((other) => other !== lane) },
    })),
    ...states.map((state) => ({
      name: "State",
      value: STATE_WORDS[state],
      without: { ...filter, states: states.filter((other) => other !== state) },
    })),
    ...formats.map((format) => ({
      name: "Format",
      value: titleOf(format),
      without: { ...filter, formats: formats.filter((other) => other !== format) },
    })),
    ...sources.map((source) => ({
      name: "Source",
      value: SOURCE_WORDS[source],
      without: { ...filter, sources: sources.filter((other) => other !== source) },
    })),
    ...(deployment ? [{ name: "Deployment", value: deployment, without: { ...filter, deployment: null } }] : []),
    ...(device ? [{ name: "Device", value: device, without: { ...filter, device: null } }] : []),
  ];
}
