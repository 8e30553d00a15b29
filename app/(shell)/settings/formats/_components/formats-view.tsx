"use client";

import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { EGIS_DEFINITION } from "#lib/formats/custom/egis.ts";
import { isAtLeast } from "#lib/model/role.ts";
import type { TeamFormat } from "#lib/queries/read-formats.ts";
import { type Draft, draftOf, NEW_DRAFT } from "./draft.ts";
import { FileButton } from "./file-button.tsx";
import { FormatEditor } from "./format-editor.tsx";
import { FormatList } from "./format-list.tsx";
import { importedDefinition, MAX_IMPORT_BYTES } from "./imported-definition.ts";
import { useFormats } from "./use-formats.ts";

interface Editing {
  draft: Draft;
  /** What is saved now; null = the format is new. */
  saved: TeamFormat | null;
}

/** The formats that the team described itself, and the editor of one of them. */
export function FormatsView({ initial }: { initial: TeamFormat[] }) {
  const { role } = useShell();
  const formats = useFormats(initial);
  const [editing, setEditing] = useState<Editing | null>(null);
  const isAdmin = isAtLeast(role, "admin");
  const [problem, setProblem] = useState<string | null>(null);
  const edit = (next: Editing | null) => {
    setProblem(null);
    setEditing(next);
  };
  const open = (saved: TeamFormat) => edit({ draft: draftOf(saved.definition), saved });
  const copyEgis = () => edit({ draft: { ...draftOf(EGIS_DEFINITION), id: "egis-copy" }, saved: null });
  const take = async (file: File) => {
    if (file.size > MAX_IMPORT_BYTES) return setProblem(`${file.name} is too large to be a definition of a format.`);
    const { definition, problem: refusal } = importedDefinition(await file.text());
    if (definition === null) return setProblem(`${file.name}: ${refusal}`);
    // Of a format that is there already it becomes the next version.
    edit({ draft: draftOf(definition), saved: formats.find(({ id }) => id === definition.id) ?? null });
  };
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5 max-desk:overflow-visible max-desk:px-4">
      {editing === null ? (
        <div className="grid max-w-[860px] gap-6">
          <header className="grid gap-2">
            <h1 className="text-16">Which logs are your own?</h1>
            <p className="text-text-2">
              Describe how their lines look, and files of that kind are read with times, levels and fields. Every saving
              is a new version; files keep the one they were read with.
            </p>
            {isAdmin ? (
              <div className="flex flex-wrap gap-2">
                <Button variant="primary" onClick={() => edit({ draft: NEW_DRAFT, saved: null })}>
                  New format
                </Button>
                <Button onClick={copyEgis}>Copy Egis</Button>
                <FileButton accept=".json,application/json" onPick={take}>
                  Import JSON
                </FileButton>
              </div>
            ) : (
              <p className="text-text-3">Admins and owners change formats.</p>
            )}
            <FormProblem>{problem}</FormProblem>
          </header>
          <FormatList formats={formats} onOpen={open} />
        </div>
      ) : (
        <FormatEditor
          key={`${editing.draft.id} ${editing.saved?.version}`}
          initial={editing.draft}
          saved={editing.saved}
          role={role}
          onClose={() => edit(null)}
        />
      )}
    </div>
  );
}
