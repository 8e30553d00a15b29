import { useState } from "react";
import type { Role } from "#lib/model/role.ts";
import type { FormatVersion } from "#lib/queries/read-formats.ts";
import { type Draft, definitionOf, draftOf } from "./draft.ts";
import { DraftFields } from "./draft-fields.tsx";
import { EditorActions, saveRefusal } from "./editor-actions.tsx";
import { type Sample, SampleField } from "./sample-field.tsx";
import { TrialResult } from "./trial-result.tsx";
import { useFormatChanges } from "./use-formats.ts";
import { useTrial } from "./use-trial.ts";
import { VersionList } from "./version-list.tsx";

const AREA = "w-full min-w-0 rounded-control border border-border-control bg-surface-1 px-2.5 py-1.5 font-mono text-12";

interface FormatEditorProps {
  initial: Draft;
  /** What is saved now; null = the format is new. */
  saved: FormatVersion | null;
  role: Role;
  onClose: () => void;
}

/** The sample and, below it, what becomes of it on one side; the definition on the other; below, what can be done. */
export function FormatEditor({ initial, saved, role, onClose }: FormatEditorProps) {
  const [draft, setDraft] = useState(initial);
  const [sample, setSample] = useState<Sample>({ text: "", fileName: "sample.log" });
  const { save, retire } = useFormatChanges();
  const basedOn = saved?.version ?? 0;
  const definition = definitionOf(draft);
  const answer = useTrial({
    definition,
    before: saved?.definition ?? null,
    sample: sample.text,
    fileName: sample.fileName,
  });
  const trial = answer?.trial ?? null;
  const isUsable = trial !== null && trial.problem === null;
  return (
    <form
      aria-label={saved === null ? "New format" : `Format ${saved.definition.name}`}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (saveRefusal({ role, isUsable }) === null && !save.isPending)
          save.mutate({ definition, basedOn }, { onSuccess: onClose });
      }}
    >
      <h1 className="text-16">{saved === null ? "New format" : saved.definition.name}</h1>
      <div className="grid grid-cols-2 gap-5 max-desk:grid-cols-1">
        <div className="grid min-w-0 content-start gap-3">
          <SampleField sample={sample} areaClass={AREA} onChange={setSample} />
          <TrialResult trial={trial} before={answer?.before ?? null} basedOn={basedOn} sample={sample} />
        </div>
        <DraftFields draft={draft} isNew={saved === null} areaClass={AREA} onChange={setDraft} />
      </div>
      <EditorActions
        saved={saved}
        definition={definition}
        isUsable={isUsable}
        role={role}
        save={save}
        retire={retire}
        onClose={onClose}
      />
      {saved === null ? null : (
        <VersionList id={saved.id} current={basedOn} onOpen={({ definition: old }) => setDraft(draftOf(old))} />
      )}
    </form>
  );
}
