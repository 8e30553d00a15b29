import { useShell } from "#components/shell-context.tsx";
import { Button } from "#components/ui/button.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { isAtLeast } from "#lib/model/role.ts";
import type { SourceItem } from "#lib/queries/list-sources.ts";
import { useSourceChanges } from "./use-sources.ts";

/** Looks at the source now instead of at its next time; what hinders it stands beside. */
export function RunNowButton({ source, size }: { source: SourceItem; size?: "small" | "normal" }) {
  const { role } = useShell();
  const { act } = useSourceChanges();
  return (
    <div className="flex flex-none flex-wrap items-center gap-2">
      <Button
        size={size}
        aria-label={`Run now: ${source.name}`}
        isBusy={act.isPending || source.state.kind === "running"}
        disabledReason={whyNot(isAtLeast(role, "operator"), source)}
        onClick={() => act.mutate({ id: source.id, action: "run" })}
      >
        Run now
      </Button>
      {act.error ? (
        <span role="alert" className="text-12">
          <FieldError>{act.error.message}</FieldError>
        </span>
      ) : null}
    </div>
  );
}

function whyNot(isOperator: boolean, { state }: SourceItem): string | null {
  if (!isOperator) return "Viewers cannot run sources. Ask an operator.";
  return state.kind === "paused" ? "It is paused. Resume it first." : null;
}
