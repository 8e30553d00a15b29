"use client";

import { useEffect, useRef, useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { isAtLeast } from "#lib/model/role.ts";
import { sourceSaveSchema, sourceTestSchema } from "#lib/model/source-body.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import type { SourceOptions } from "#lib/queries/source-rights.ts";
import { ConnectionFields } from "./connection-fields.tsx";
import { placeOf, type SourceDraft, saveBodyOf, trialBodyOf } from "./draft.ts";
import { type FieldProblems, problemsOf, problemsOfError } from "./field-problems.ts";
import { FilterFields } from "./filter-fields.tsx";
import { ReadingFields } from "./reading-fields.tsx";
import { RunFields } from "./run-fields.tsx";
import { TrialPanel } from "./trial-panel.tsx";
import { useSourceChanges, useSourceTrial } from "./use-sources.ts";

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
  const [draft, setDraft] = useState(initial);
  const [problems, setProblems] = useState<FieldProblems>({});
  const form = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { save } = useSourceChanges();
  const trial = useSourceTrial();
  const [triedPlace, setTriedPlace] = useState<string | null>(null);
  const noRight = isAtLeast(role, "admin") ? null : "Only admins and owners can change sources. Ask one of them.";
  const isNew = saved === null;
  useEffect(() => title.current?.focus(), []);

  /** Shows what is wrong and goes to the first such field. */
  const refuse = (found: FieldProblems) => {
    setProblems(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const send = <Answer,>(
    mutation: Sending<Answer>,
    body: unknown,
    schema: typeof sourceSaveSchema | typeof sourceTestSchema,
  ) => {
    const found = problemsOf(body, schema);
    if (Object.keys(found).length > 0) return refuse(found);
    setProblems({});
    mutation(body, (error) => refuse(problemsOfError(error)));
  };
  const submit = () =>
    send(
      (body, onError) =>
        save.mutate({ id: saved?.id ?? null, body }, { onSuccess: ({ source }) => onSaved(source), onError }),
      saveBodyOf(draft, saved?.version ?? 0),
      sourceSaveSchema,
    );
  const tryIt = () => {
    trial.reset();
    setTriedPlace(placeOf(draft));
    send((body, onError) => trial.mutate(body, { onError }), trialBodyOf(draft, saved?.id ?? null), sourceTestSchema);
  };
  const change = (changes: Partial<SourceDraft>) => setDraft((before) => ({ ...before, ...changes }));
  const parts = { draft, problems, onChange: change };
  return (
    <form
      ref={form}
      noValidate
      aria-label={isNew ? "New source" : `Source ${saved.name}`}
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (noRight === null && !save.isPending) submit();
      }}
    >
      <h1 ref={title} tabIndex={-1} className="text-16 outline-none">
        {isNew ? "New source" : saved.name}
      </h1>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-8 gap-y-5 max-[1080px]:grid-cols-1">
        <div className="grid min-w-0 content-start gap-6">
          <ConnectionFields {...parts} saved={saved} options={options} onReplace={setDraft} />
          <FilterFields {...parts} />
          <ReadingFields {...parts} />
          <RunFields {...parts} />
        </div>
        <TrialPanel
          draft={draft}
          trial={trial}
          isElsewhere={triedPlace !== placeOf(draft)}
          noRight={noRight}
          onTry={tryIt}
        />
      </div>
      <div className="grid gap-2 border-t border-border pt-3.5">
        <FormProblem>{Object.keys(problems).length === 0 ? (save.error?.message ?? null) : null}</FormProblem>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" variant="primary" isBusy={save.isPending} disabledReason={noRight}>
            {isNew ? "Save source" : "Save changes"}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </div>
    </form>
  );
}

type Sending<Answer> = (
  body: unknown,
  onError: (error: Error & { details?: Record<string, unknown> }) => void,
) => Answer;
