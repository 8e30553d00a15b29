"use client";

import { useEffect, useRef } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { isAtLeast } from "#lib/model/role.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { ConnectionFields } from "./connection-fields.tsx";
import type { SourceDraft } from "./draft.ts";
import { FilterFields } from "./filter-fields.tsx";
import { ReadingFields } from "./reading-fields.tsx";
import { RunFields } from "./run-fields.tsx";
import { TrialPanel } from "./trial-panel.tsx";
import { useSourceForm } from "./use-source-form.ts";

interface SourceEditorProps {
  initial: SourceDraft;
  /** What is saved now; null = the source is new. */
  saved: SourceItem | null;
  options: SourceOptions;
  onSaved: (source: SourceItem) => void;
  onClose: () => void;
}

/** The definition on one side; on the other the first objects of the place and what would become of each. */
export function SourceEditor({ initial, saved, options, onSaved, onClose }: SourceEditorProps) {
  const { role } = useShell();
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { parts, replace, save, formProblem, trial, isElsewhere, submit, tryIt } = useSourceForm({
    initial,
    saved,
    form,
    onSaved,
  });
  const noRight = isAtLeast(role, "admin") ? null : "Only admins and owners can change sources. Ask one of them.";
  useEffect(() => title.current?.focus(), []);
  return (
    <form
      ref={form}
      noValidate
      aria-label={saved === null ? "New source" : `Source ${saved.name}`}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (noRight === null && !save.isPending) submit();
      }}
    >
      <h1 ref={title} tabIndex={-1} className="text-16 outline-none">
        {saved === null ? "New source" : saved.name}
      </h1>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-8 gap-y-5 max-[1080px]:grid-cols-[minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-6">
          <ConnectionFields {...parts} saved={saved} options={options} onReplace={replace} />
          <FilterFields {...parts} />
          <ReadingFields {...parts} />
          <RunFields {...parts} />
        </div>
        <TrialPanel draft={parts.draft} trial={trial} isElsewhere={isElsewhere} noRight={noRight} onTry={tryIt} />
      </div>
      <div className="grid gap-2 border-t border-border pt-3.5">
        <FormProblem>{formProblem}</FormProblem>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isBusy={save.isPending} disabledReason={noRight}>
            {saved === null ? "Save source" : "Save changes"}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </form>
  );
}
