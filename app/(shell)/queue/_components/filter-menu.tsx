"use client";

import { Popover } from "@base-ui/react/popover";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ListFilter } from "lucide-react";
import { useId, useState } from "react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { SuggestInput } from "#components/ui/suggest-input.tsx";
import { useApi } from "#components/use-api.ts";
import type { JobFilter } from "#lib/model/job.ts";
import { FILE_SOURCES, LANES } from "#lib/model/log-file.ts";
import { LANE_WORDS, SOURCE_WORDS, STATE_WORDS } from "./files-in-words.ts";
import { STATES_OF_TAB } from "./queue-address.ts";

interface FilterMenuProps {
  filter: JobFilter;
  onChange: (filter: JobFilter) => void;
}

/** Everything the list can be narrowed to; each choice counts at once. */
export function FilterMenu({ filter, onChange }: FilterMenuProps) {
  return (
    <Popover.Root>
      <Popover.Trigger className={buttonClass()}>
        <ListFilter size={14} strokeWidth={1.75} aria-hidden="true" />
        Lane, format, deployment
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-50">
          <Popover.Popup
            aria-label="Narrow the list"
            data-owns-keys
            className="grid w-[380px] max-w-[calc(100vw-24px)] gap-3 rounded-panel border border-border-strong bg-overlay p-3.5 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            <Choices filter={filter} onChange={onChange} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ filter, onChange }: FilterMenuProps) {
  const { titleOf, choices } = useFormatTitles();
  const states = STATES_OF_TAB[filter.tab];
  // A link may name a format that this build does not know.
  const formats = [...new Set([...choices.map(([id]) => id), ...filter.formats])];
  return (
    <>
      <Several
        name="Lane"
        options={LANES}
        words={(lane) => LANE_WORDS[lane]}
        chosen={filter.lanes}
        onChange={(lanes) => onChange({ ...filter, lanes })}
      />
      {states.length > 1 ? (
        <Several
          name="State"
          options={states}
          words={(state) => STATE_WORDS[state]}
          chosen={filter.states}
          onChange={(next) => onChange({ ...filter, states: next })}
        />
      ) : null}
      <Several
        name="Format"
        options={formats}
        words={titleOf}
        chosen={filter.formats}
        onChange={(next) => onChange({ ...filter, formats: next })}
      />
      <Several
        name="Source"
        options={FILE_SOURCES}
        words={(source) => SOURCE_WORDS[source]}
        chosen={filter.sources}
        onChange={(sources) => onChange({ ...filter, sources })}
      />
      <Name of="deployment" value={filter.deployment} onChange={(deployment) => onChange({ ...filter, deployment })} />
      <Name of="device" value={filter.device} onChange={(device) => onChange({ ...filter, device })} />
    </>
  );
}

interface SeveralProps<Value extends string> {
  name: string;
  options: readonly Value[];
  words: (value: Value) => string;
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}

function Several<Value extends string>({ name, options, words, chosen, onChange }: SeveralProps<Value>) {
  return (
    <fieldset>
      <legend className="mb-1 text-12 text-text-3">{name}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen.includes(value)}
            onClick={() =>
              onChange(options.filter((other) => (other === value ? !chosen.includes(value) : chosen.includes(other))))
            }
            className="touch-target h-[26px] rounded-control border border-border-strong px-2 text-12 text-text-2 hover:bg-surface-3 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-text-1"
          >
            {words(value)}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

const NAMES = { deployment: "Deployment", device: "Device" };

interface NameProps {
  of: "deployment" | "device";
  value: string | null | undefined;
  onChange: (value: string | null) => void;
}

/** A whole name: it counts once it is one that exists, or when the field is left. */
function Name({ of, value, onChange }: NameProps) {
  const id = useId();
  const api = useApi();
  const [typed, setTyped] = useState(value ?? "");
  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    setTyped(value ?? "");
  }
  const text = typed.trim();
  const { data } = useQuery({
    queryKey: ["names", of, text],
    queryFn: ({ signal }) =>
      api<{ names: string[] }>(`/api/v1/names?of=${of}&text=${encodeURIComponent(text)}`, { signal }),
    placeholderData: keepPreviousData,
  });
  const names = data?.names ?? [];
  const apply = (name: string) => name !== (value ?? "") && onChange(name === "" ? null : name);
  return (
    <form
      className="grid gap-1"
      onBlur={() => apply(text)}
      onSubmit={(event) => {
        event.preventDefault();
        apply(text);
      }}
    >
      <label htmlFor={id} className="text-12 text-text-3">
        {NAMES[of]}
      </label>
      <SuggestInput
        id={id}
        value={typed}
        suggestions={names}
        placeholder="Any"
        onChange={(next) => {
          setTyped(next);
          if (next === "" || names.includes(next)) apply(next);
        }}
      />
    </form>
  );
}
