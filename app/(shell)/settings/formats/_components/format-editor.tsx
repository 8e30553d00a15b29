import { useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { type Draft, definitionOf } from "./draft.ts";
import { DraftFields } from "./draft-fields.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useFormatChanges } from "./use-formats.ts";
import { useTrial } from "./use-trial.ts";

const MAX_SAMPLE_CHARACTERS = 256 * 1024;
const AREA = "w-full min-w-0 rounded-control border border-border-control bg-surface-1 px-2.5 py-1.5 font-mono text-12";

interface FormatEditorProps {
  initial: Draft;
  basedOn: number;
  isAdmin: boolean;
  onClose: () => void;
}

/** The sample and, below it, what becomes of it on one side; the definition on the other. */
export function FormatEditor({ initial, basedOn, isAdmin, onClose }: FormatEditorProps) {
  const [draft, setDraft] = useState(initial);
  const [sample, setSample] = useState({ text: "", fileName: "sample.log" });
  const { save, retire } = useFormatChanges();
  const sampleId = useId();
  const definition = definitionOf(draft);
  const trial = useTrial({ definition, sample: sample.text, fileName: sample.fileName });
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setSample({ text: await file.slice(0, MAX_SAMPLE_CHARACTERS).text(), fileName: file.name });
  };
  const isUsable = trial !== null && trial.problem === null;
  const refusal = isAdmin ? (isUsable ? null : "The definition can't be used yet") : "Admins and owners change formats";
  return (
    <form
      aria-label={basedOn === 0 ? "New format" : `Format ${initial.name}`}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === null && !save.isPending) save.mutate({ definition, basedOn }, { onSuccess: onClose });
      }}
    >
      <h1 className="text-16">{basedOn === 0 ? "New format" : initial.name}</h1>
      <div className="grid grid-cols-2 gap-5 max-desk:grid-cols-1">
        <div className="grid content-start gap-1.5">
          <label htmlFor={sampleId} className="font-medium">
            Sample
          </label>
          <textarea
            id={sampleId}
            rows={12}
            spellCheck={false}
            placeholder="Paste some lines of such a file"
            value={sample.text}
            onChange={({ target }) => setSample({ ...sample, text: target.value.slice(0, MAX_SAMPLE_CHARACTERS) })}
            className={AREA}
          />
          <input
            type="file"
            aria-label="Take the sample from a file"
            onChange={({ target }) => take(target.files?.[0])}
          />
          <TrialResult trial={trial} hasSample={sample.text.trim() !== ""} />
        </div>
        <DraftFields draft={draft} isNew={basedOn === 0} areaClass={AREA} onChange={setDraft} />
      </div>
      <FormProblem>{(save.error ?? retire.error)?.message ?? null}</FormProblem>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" disabledReason={refusal} isBusy={save.isPending}>
          {basedOn === 0 ? "Save" : `Save as version ${basedOn + 1}`}
        </Button>
        <Button onClick={onClose}>Back to the list</Button>
        {isAdmin && basedOn > 0 ? (
          <Button
            variant="quiet"
            isBusy={retire.isPending}
            onClick={() => retire.mutate({ id: initial.id, version: basedOn }, { onSuccess: onClose })}
          >
            Retire
          </Button>
        ) : null}
      </div>
    </form>
  );
}
