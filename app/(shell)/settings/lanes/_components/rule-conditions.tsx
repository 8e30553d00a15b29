"use client";

import { type ReactNode, useId } from "react";
import { useFormatTitles } from "#components/format-titles.tsx";
import { Field } from "#components/ui/field.tsx";
import type { FileSource } from "#lib/model/log-file.ts";
import type { RuleForm } from "./rule-form.ts";

const BOX = "w-full min-w-0 rounded-control border border-border-control bg-surface-1 text-text-1 hover:border-text-3";
const SOURCES: [FileSource, string][] = [
  ["upload", "Browser"],
  ["api", "API"],
  ["cli", "Command line"],
  ["bucket", "Inbox"],
  ["s3", "S3"],
  ["folder", "Folder"],
  ["custom", "Extension"],
];
const SEVERITIES = [
  ["", "Any"],
  ["warn", "Warning or worse"],
  ["error", "Error or worse"],
  ["fatal", "Fatal"],
] as const;

/** What a rule looks for: all of it must hold, of each list one. */
export function RuleConditions({ form, set }: { form: RuleForm; set: (change: Partial<RuleForm>) => void }) {
  const { choices } = useFormatTitles();
  return (
    <>
      <p className="text-12 text-text-3">
        Everything that is filled in must hold; of the lines of one field any will do.
      </p>
      <div className="grid grid-cols-2 gap-4 max-desk:grid-cols-1">
        <Area
          label="Content has the text"
          rows={3}
          value={form.texts}
          onChange={(texts) => set({ texts })}
          placeholder="MDM enroll failed"
        />
        <Area
          label="Content matches the pattern"
          rows={3}
          isCode
          value={form.patterns}
          onChange={(patterns) => set({ patterns })}
          placeholder="exit code:? (\d+)"
          hint="RE2, without lookahead. Case does not matter."
        />
        <Field
          label="Values that do not count"
          size="normal"
          value={form.except}
          placeholder="0, 3010"
          hint="Of the pattern's first group."
          onChange={(e) => set({ except: e.target.value })}
        />
        <label className="flex items-center gap-2 self-center">
          <input type="checkbox" checked={form.isEndOnly} onChange={(e) => set({ isEndOnly: e.target.checked })} />
          Only at the end of a long file
        </label>
        <Select
          label="Severity"
          value={form.severity}
          options={SEVERITIES}
          onChange={(severity) => set({ severity })}
        />
        <Field
          label="Windows event ids"
          size="normal"
          value={form.eventIds}
          placeholder="1033, 11708"
          onChange={(e) => set({ eventIds: e.target.value })}
        />
        <Area
          label="Name like"
          rows={2}
          isCode
          value={form.names}
          onChange={(names) => set({ names })}
          placeholder="perf-diag-*"
        />
        <Area
          label="Device like"
          rows={2}
          isCode
          value={form.devices}
          onChange={(devices) => set({ devices })}
          placeholder="KIOSK-*"
        />
        <Area
          label="Deployment like"
          rows={2}
          isCode
          value={form.deployments}
          onChange={(deployments) => set({ deployments })}
          placeholder="Pilot*"
        />
        <div className="grid grid-cols-2 content-start gap-2">
          <Field
            label="At least, KB"
            size="normal"
            inputMode="decimal"
            value={form.minKib}
            onChange={(e) => set({ minKib: e.target.value })}
          />
          <Field
            label="At most, KB"
            size="normal"
            inputMode="decimal"
            value={form.maxKib}
            onChange={(e) => set({ maxKib: e.target.value })}
          />
        </div>
        <Checks label="Format is" options={choices} chosen={form.formats} onChange={(formats) => set({ formats })} />
        <Checks label="Sent by" options={SOURCES} chosen={form.sources} onChange={(sources) => set({ sources })} />
      </div>
    </>
  );
}

function Area({
  label,
  hint,
  isCode = false,
  onChange,
  ...area
}: {
  label: string;
  hint?: ReactNode;
  isCode?: boolean;
  rows: number;
  value: string;
  placeholder: string;
  onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <textarea
        {...area}
        id={id}
        spellCheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onChange={(event) => onChange(event.target.value)}
        className={`${BOX} px-[9px] py-1.5 ${isCode ? "font-mono text-12" : ""}`}
      />
      {hint ? (
        <span id={`${id}-hint`} className="text-12 text-text-3">
          {hint}
        </span>
      ) : null}
    </div>
  );
}

function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen) onChange(chosen[0]);
        }}
        className={`${BOX} h-control px-[7px]`}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Checks<Value extends string>({
  label,
  options,
  chosen,
  onChange,
}: {
  label: string;
  options: readonly (readonly [Value, string])[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-3 gap-y-1.5">
        {options.map(([value, words]) => (
          <label key={value} className="flex items-center gap-1.5">
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, value] : chosen.filter((other) => other !== value))
              }
            />
            {words}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
