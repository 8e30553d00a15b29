import { BellOff } from "lucide-react";
import { Time } from "#components/ui/time.tsx";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";

const WORDS = { open: "Reopened", acknowledged: "Acknowledged", resolved: "Resolved" };

/** "Acknowledged 14:21:58 by lee@example.org". */
export function Changed({ cause: { state, lead } }: { cause: AlertCause }) {
  if (lead.changedAtMs === null) return null;
  return (
    <>
      {WORDS[state]} <Time at={lead.changedAtMs} />
      {lead.changedBy ? ` by ${lead.changedBy}` : ""}
    </>
  );
}

export function Muted({ cause: { mutedUntilMs } }: { cause: AlertCause }) {
  if (mutedUntilMs === null) return null;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <BellOff size={14} strokeWidth={1.75} aria-hidden="true" />
      <span>
        Muted until <Time at={mutedUntilMs} />
      </span>
    </span>
  );
}
