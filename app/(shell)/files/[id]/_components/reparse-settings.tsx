"use client";

import { useId, useState } from "react";
import { Field } from "#components/ui/field.tsx";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import type { ReadingChoice, ReadingSettings } from "#lib/model/reading-settings.ts";
import { isTimeZone } from "#lib/normalise/time-zone.ts";
import type { TeamFormat } from "#lib/queries/read-formats.ts";

interface ReparseSettingsProps {
  /** What is chosen; null = by content. */
  settings: ReadingSettings;
  ownFormats: readonly TeamFormat[];
  /** Has only what was changed. */
  onChange: (changed: ReadingChoice) => void;
}

/** The two things that can be decided instead of the content: format and zone. */
export function ReparseSettings({ settings, ownFormats, onChange }: ReparseSettingsProps) {
  const { format, timeZone } = settings;
  return (
    <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
      <FormatChoice value={format} ownFormats={ownFormats} onChange={(chosen) => onChange({ format: chosen })} />
      <ZoneChoice value={timeZone} onChange={(chosen) => onChange({ timeZone: chosen })} />
    </div>
  );
}

interface FormatChoiceProps {
  value: string | null;
  ownFormats: readonly TeamFormat[];
  onChange: (format: string | null) => void;
}

function FormatChoice({ value, ownFormats, onChange }: FormatChoiceProps) {
  const id = useId();
  const own = ownFormats.filter(({ isRetired }) => !isRetired);
  const isListed = value === null || Object.hasOwn(FORMAT_TITLES, value) || own.some((one) => one.id === value);
  return (
    <div className="grid w-72 gap-1.5 max-desk:w-full">
      <label htmlFor={id} className="font-medium">
        Format
      </label>
      <select
        id={id}
        value={value ?? ""}
        onChange={({ target }) => onChange(target.value === "" ? null : target.value)}
        className="h-control w-full min-w-0 rounded-control border border-border-control bg-surface-1 px-2"
      >
        <option value="">By content</option>
        {isListed ? null : <option value={value}>{value}, retired</option>}
        {own.length > 0 ? (
          <optgroup label="Of your team">
            {own.map((one) => (
              <option key={one.id} value={one.id}>
                {one.definition.name}
              </option>
            ))}
          </optgroup>
        ) : null}
        <optgroup label="Built in">
          {Object.entries(FORMAT_TITLES).map(([name, title]) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

/** Takes effect once what was typed is a zone: while typing there is nothing to compare. */
function ZoneChoice({ value, onChange }: { value: string | null; onChange: (zone: string | null) => void }) {
  const [typed, setTyped] = useState(value ?? "");
  const [isLeft, setIsLeft] = useState(false);
  const [shown, setShown] = useState(value);
  // A choice from outside replaces what was typed; the field itself stays, and with it the focus.
  if (shown !== value) {
    setShown(value);
    setTyped(value ?? "");
  }
  const listId = useId();
  const zone = typed.trim();
  const isWrong = zone !== "" && !isTimeZone(zone);
  const take = () => {
    setIsLeft(true);
    const chosen = zone === "" ? null : zone;
    if (!isWrong && chosen !== value) onChange(chosen);
  };
  return (
    <form
      className="w-72 max-desk:w-full"
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Field
        label="Time zone"
        size="normal"
        list={listId}
        value={typed}
        maxLength={60}
        autoComplete="off"
        spellCheck={false}
        placeholder="By content"
        hint="For times that name none. Empty: by content."
        error={isWrong && isLeft ? "No such zone. Europe/Berlin or UTC+01:00 would do." : null}
        onChange={({ target }) => {
          setTyped(target.value);
          setIsLeft(false);
        }}
        onBlur={take}
      />
      <datalist id={listId}>
        {["UTC", ...Intl.supportedValuesOf("timeZone")].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </form>
  );
}
