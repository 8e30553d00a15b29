import { useRouter } from "next/navigation";
import { useState } from "react";
import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FormProblem } from "#components/ui/field.tsx";
import { isAtLeast } from "#lib/model/role.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { RunNowButton } from "./run-now-button.tsx";
import { useSourceChanges } from "./use-sources.ts";

interface SourceActionsProps {
  source: SourceItem;
  onEdit: () => void;
  /** It is being removed; false when that was refused. */
  onLeaving: (isLeaving: boolean) => void;
}

/** What can be done with a source. What somebody may not do stays visible and says why. */
export function SourceActions({ source, onEdit, onLeaving }: SourceActionsProps) {
  const { role } = useShell();
  const { act, remove } = useSourceChanges();
  const [isAsking, setIsAsking] = useState(false);
  const router = useRouter();
  const noRight = isAtLeast(role, "admin") ? null : "Only admins and owners can change sources. Ask one of them.";
  const isPaused = source.state.kind === "paused";
  const problem = act.error ?? remove.error;
  return (
    <>
      <div className="flex flex-wrap items-start gap-2">
        <RunNowButton source={source} />
        <Button
          isBusy={act.isPending}
          disabledReason={noRight}
          onClick={() => act.mutate({ id: source.id, action: isPaused ? "resume" : "pause" })}
        >
          {isPaused ? "Resume" : "Pause"}
        </Button>
        <Button disabledReason={noRight} onClick={onEdit}>
          Edit
        </Button>
        <Button variant="quiet" disabledReason={noRight} onClick={() => setIsAsking(true)}>
          Delete
        </Button>
      </div>
      <FormProblem>{problem?.message ?? null}</FormProblem>
      <DeleteDialog
        name={source.name}
        isOpen={isAsking}
        isBusy={remove.isPending}
        onClose={() => setIsAsking(false)}
        onConfirm={() => {
          onLeaving(true);
          remove.mutate(source.id, {
            onSuccess: () => router.push("/settings/sources"),
            onError: () => onLeaving(false),
            onSettled: () => setIsAsking(false),
          });
        }}
      />
    </>
  );
}
