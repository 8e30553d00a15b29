import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { SelectField } from "#components/ui/select-field.tsx";
import type { Draft } from "./draft.ts";

interface DraftFieldsProps {
  draft: Draft;
  /** False = the id is settled. */
  isNew: boolean;
  areaClass: string;
  onChange: (draft: Draft) => void;
}

/** The parts of a definition as fields. */
export function DraftFields({ draft, isNew, areaClass, onChange }: DraftFieldsProps) {
  const levelsId = useId();
  const patternId = useId();
  const text = (name: "id" | "name" | "fileNames" | "layout" | "zone" | "multiLinePattern") => ({
    size: "normal" as const,
    value: draft[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [name]: target.value }),
  });
  const choice = (name: "kind" | "multiLine" | "lane") => ({
    value: draft[name],
    onChange: (value: string) => onChange({ ...draft, [name]: value } as Draft),
  });
  return (
    <div className="grid content-start gap-3">
      <Field label="Name" {...text("name")} />
      <Field
        label="Id"
        readOnly={!isNew}
        hint="Lower-case letters, digits and hyphens; never changes."
        {...text("id")}
      />
      <Field label="File names" hint="Globs, with commas between them: till-*.log" {...text("fileNames")} />
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={draft.isNameRequired}
          onChange={({ target }) => onChange({ ...draft, isNameRequired: target.checked })}
        />
        Take only files with such a name
      </label>
      <SelectField label="Pattern is" {...choice("kind")}>
        <option value="grok">grok: %&#123;NAME:field&#125;</option>
        <option value="regex">a regular expression with named groups</option>
      </SelectField>
      <div className="grid gap-1.5">
        <label htmlFor={patternId} className="font-medium">
          Pattern
        </label>
        <textarea
          id={patternId}
          rows={3}
          spellCheck={false}
          value={draft.pattern}
          onChange={({ target }) => onChange({ ...draft, pattern: target.value.replaceAll("\n", "") })}
          className={areaClass}
        />
      </div>
      <Field
        label="Time layout"
        hint="iso, epoch_ms, %d.%m.%Y %H:%M:%S or yyyy-MM-dd HH:mm:ss; empty = no time."
        {...text("layout")}
      />
      <Field
        label="Zone of times that name none"
        hint="Europe/Berlin or UTC+01:00; empty = the file's."
        {...text("zone")}
      />
      <div className="grid gap-1.5">
        <label htmlFor={levelsId} className="font-medium">
          Levels, one a line: TEXT = error
        </label>
        <textarea
          id={levelsId}
          rows={3}
          spellCheck={false}
          value={draft.levels}
          onChange={({ target }) => onChange({ ...draft, levels: target.value })}
          className={areaClass}
        />
      </div>
      <SelectField label="A record is" {...choice("multiLine")}>
        <option value="none">one line</option>
        <option value="unmatched">a line that fits, with those after it that don't</option>
        <option value="starts">from a line with a pattern up to the next one</option>
        <option value="continues">a line, with those after it that have a pattern</option>
      </SelectField>
      {draft.multiLine === "starts" || draft.multiLine === "continues" ? (
        <Field label="Pattern of these lines" {...text("multiLinePattern")} />
      ) : null}
      <SelectField label="Lane when no rule is for it" {...choice("lane")}>
        <option value="">as the rules say</option>
        <option value="high">High</option>
        <option value="medium">Medium</option>
        <option value="low">Low</option>
      </SelectField>
    </div>
  );
}
