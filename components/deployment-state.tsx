import { OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { DeploymentItem } from "#lib/queries/list-deployments.ts";
import { outcomeCountText } from "./outcome-words.ts";

type State = Pick<DeploymentItem, "status" | "counts" | "deviceCount">;

/** Where a deployment is, by its worst devices: "44 failed", "6 in progress", "Finished". */
export function DeploymentState({ deployment }: { deployment: State }) {
  const { status, counts, deviceCount } = deployment;
  if (deviceCount === 0) return <OutcomeGlyph outcome="unknown" label="No devices yet" />;
  const label = status === "succeeded" ? "Finished" : outcomeCountText(status, counts[status]);
  return <OutcomeGlyph outcome={status} label={label} />;
}
