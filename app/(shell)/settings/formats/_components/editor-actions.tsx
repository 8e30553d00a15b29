import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { formatDefinitionSchema } from "#lib/model/format-definition.ts";
import { isAtLeast, type Role } from "#lib/model/role.ts";
import type { FormatVersion } from "#lib/queries/read-formats.ts";
import { exportedDefinition } from "./imported-definition.ts";
import { saveAsFile } from "./save-as-file.ts";
import type { useFormatChanges } from "./use-formats.ts";

interface EditorActionsProps extends ReturnType<typeof useFormatChanges> {
  saved: FormatVersion | null;
  /** As it is in the fields now. */
  definition: unknown;
  isUsable: boolean;
  role: Role;
  onClose: () => void;
}

/** Save, export, retire, and what the server said to it. */
export function EditorActions({ saved, definition, isUsable, role, save, retire, onClose }: EditorActionsProps) {
  const exportIt = () => {
    const parsed = formatDefinitionSchema.safeParse(definition);
    if (!parsed.success) return;
    saveAsFile(`${parsed.data.id}.json`, { text: exportedDefinition(parsed.data), type: "application/json" });
  };
  return (
    <>
      <FormProblem>{(save.error ?? retire.error)?.message ?? null}</FormProblem>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          disabledReason={saveRefusal({ role, isUsable })}
          isBusy={save.isPending}
        >
          {saved === null ? "Save" : `Save as version ${saved.version + 1}`}
        </Button>
        <Button onClick={onClose}>Back to the list</Button>
        <Button disabledReason={isUsable ? null : UNUSABLE} onClick={exportIt}>
          Export as JSON
        </Button>
        {isAtLeast(role, "admin") && saved !== null && !saved.isRetired ? (
          <Button
            variant="quiet"
            isBusy={retire.isPending}
            onClick={() => retire.mutate({ id: saved.id, version: saved.version }, { onSuccess: onClose })}
          >
            Retire
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** Why nothing can be saved; null = it can be. */
export function saveRefusal({ role, isUsable }: { role: Role; isUsable: boolean }): string | null {
  if (!isAtLeast(role, "admin")) return "Admins and owners change formats";
  return isUsable ? null : UNUSABLE;
}

const UNUSABLE = "The definition can't be used yet";
