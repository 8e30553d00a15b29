"use client";

import { type RefObject, useState } from "react";
import type { z } from "zod";
import { sourceSaveSchema, sourceTestSchema } from "#lib/model/source-body.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { placeOf, type SourceDraft, saveBodyOf, trialBodyOf } from "./draft.ts";
import { type FieldProblems, problemsOf, problemsOfError } from "./field-problems.ts";
import { useSourceChanges, useSourceTrial } from "./use-sources.ts";

interface SourceFormInput {
  initial: SourceDraft;
  /** What is saved now; null = the source is new. */
  saved: SourceItem | null;
  form: RefObject<HTMLFormElement | null>;
  onSaved: (source: SourceItem) => void;
}

/** A draft with what is wrong with it, and its two ways to the server: to be tried and to be saved. */
export function useSourceForm({ initial, saved, form, onSaved }: SourceFormInput) {
  const [draft, setDraft] = useState(initial);
  // What others save meanwhile must not be overwritten by what was seen before.
  const [basedOn] = useState(saved?.version ?? 0);
  const [problems, setProblems] = useState<FieldProblems>({});
  const [triedPlace, setTriedPlace] = useState<string | null>(null);
  const { save } = useSourceChanges();
  const trial = useSourceTrial();
  const id = saved?.id ?? null;

  /** Shows what is wrong and goes to the first such field. */
  const refuse = (found: FieldProblems) => {
    setProblems(found);
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  };
  const isUsable = (body: unknown, schema: z.ZodType) => {
    save.reset();
    trial.reset();
    const found = problemsOf(body, schema);
    if (Object.keys(found).length > 0) refuse(found);
    else setProblems({});
    return Object.keys(found).length === 0;
  };
  const onError = (error: Error) => refuse(problemsOfError(error));
  const submit = () => {
    const body = saveBodyOf(draft, basedOn);
    if (!isUsable(body, sourceSaveSchema)) return;
    save.mutate({ id, body }, { onSuccess: ({ source }) => onSaved(source), onError });
  };
  const tryIt = () => {
    const body = trialBodyOf(draft, id);
    setTriedPlace(placeOf(draft));
    if (isUsable(body, sourceTestSchema)) trial.mutate(body, { onError });
  };
  return {
    parts: { draft, problems, onChange: (changes: Partial<SourceDraft>) => setDraft({ ...draft, ...changes }) },
    replace: setDraft,
    save,
    /** Why it was not saved, when no field says it. */
    formProblem: Object.keys(problems).length === 0 ? (save.error?.message ?? null) : null,
    trial,
    /** The fields say another place than the one that was tried. */
    isElsewhere: triedPlace !== placeOf(draft),
    submit,
    tryIt,
  };
}
