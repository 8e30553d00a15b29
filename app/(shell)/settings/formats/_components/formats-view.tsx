"use client";

import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { EGIS_DEFINITION } from "#lib/formats/custom/egis.ts";
import { isAtLeast } from "#lib/model/role.ts";
import type { TeamFormat } from "#lib/queries/read-formats.ts";
import { type Draft, draftOf, NEW_DRAFT } from "./draft.ts";
import { FormatEditor } from "./format-editor.tsx";
import { FormatList } from "./format-list.tsx";
import { useFormats } from "./use-formats.ts";

interface Editing {
  draft: Draft;
  /** Version it started from; 0 = new. */
  basedOn: number;
}

/** The formats that the team described itself, and the editor of one of them. */
export function FormatsView({ initial }: { initial: TeamFormat[] }) {
  const { role } = useShell();
  const formats = useFormats(initial);
  const [editing, setEditing] = useState<Editing | null>(null);
  const isAdmin = isAtLeast(role, "admin");
  const open = ({ definition, version }: TeamFormat) => setEditing({ draft: draftOf(definition), basedOn: version });
  const copyEgis = () => setEditing({ draft: { ...draftOf(EGIS_DEFINITION), id: "egis-copy" }, basedOn: 0 });
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
                <Button variant="primary" onClick={() => setEditing({ draft: NEW_DRAFT, basedOn: 0 })}>
                  New format
                </Button>
                <Button onClick={copyEgis}>Copy Egis</Button>
              </div>
            ) : (
              <p className="text-text-3">Admins and owners change formats.</p>
            )}
          </header>
          <FormatList formats={formats} onOpen={open} />
        </div>
      ) : (
        <FormatEditor
          key={`${editing.draft.id} ${editing.basedOn}`}
          initial={editing.draft}
          basedOn={editing.basedOn}
          isAdmin={isAdmin}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}
