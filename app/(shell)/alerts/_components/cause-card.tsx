"use client";

import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { alertDelay } from "#components/alerts/alert-facts.ts";
import { CodeChip } from "#components/code-chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { OutcomeIcon } from "#components/ui/outcome-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import type { AlertCause } from "#lib/queries/list-alert-causes.ts";
import { CauseActions } from "./cause-actions.tsx";
import { CauseLine } from "./cause-line.tsx";
import { Changed, Muted } from "./cause-state.tsx";

interface CauseCardProps {
  cause: AlertCause;
  isChosen: boolean;
  onChoose: () => void;
  /** On a phone: what stands in the panel beside the list elsewhere. */
  details: ReactNode;
}

/** What fired, the lines that explain it, and what to do about it. */
export function CauseCard({ cause, isChosen, onChoose, details }: CauseCardProps) {
  const { lead, others } = cause;
  return (
    <li
      data-cause={cause.cause}
      aria-current={isChosen || undefined}
      className="mb-2.5 scroll-my-4 overflow-hidden rounded-panel border border-border desk:aria-[current]:border-text-1 desk:aria-[current]:inset-ring desk:aria-[current]:inset-ring-text-1"
    >
      <div className="grid grid-cols-[16px_minmax(0,1fr)_auto] gap-2.5 px-3.5 pt-[11px] pb-[9px] max-desk:grid-cols-[16px_minmax(0,1fr)]">
        {cause.state === "open" ? (
          <OutcomeIcon outcome="failed" className="mt-0.5 size-4! text-out-failed" />
        ) : (
          <CircleCheck size={16} strokeWidth={1.75} className="mt-0.5 text-text-3" aria-hidden="true" />
        )}
        <h3 className="min-w-0 text-13 leading-5 font-medium tracking-normal">
          <button
            type="button"
            onClick={onChoose}
            aria-expanded={undefined}
            className="text-left wrap-anywhere after:content-none"
          >
            {cause.title}
          </button>
        </h3>
        <div className="flex min-w-0 flex-wrap items-center gap-2 text-text-2 max-desk:col-start-2">
          <Where cause={cause} />
          {lead.line?.code ? <CodeChip code={lead.line.code} context={{ format: lead.file?.format }} /> : null}
        </div>
      </div>
      <div className="border-t border-border">
        <CauseLine alert={lead} isLead />
        {others.map((alert) => (
          <CauseLine key={alert.id} alert={alert} />
        ))}
        <MoreLines cause={cause} />
      </div>
      <div className="flex min-h-[43px] flex-wrap items-center gap-x-4 gap-y-1 border-t border-border px-3.5 py-2 text-12 text-text-2">
        <span className={classNames("min-w-0 truncate", cause.state === "open" && "max-desk:hidden")}>
          {cause.state === "open" ? 'Rule "Failed installation"' : <Changed cause={cause} />}
        </span>
        <span className="whitespace-nowrap">
          <Time at={lead.createdAtMs} />
        </span>
        {alertDelay(lead) ? <span className="whitespace-nowrap">{alertDelay(lead)}</span> : null}
        <Muted cause={cause} />
        <CauseActions cause={cause} className="ml-auto" />
      </div>
      {details ? <div className="border-t border-border desk:hidden">{details}</div> : null}
    </li>
  );
}

function Where({ cause: { deviceCount, lead } }: { cause: AlertCause }) {
  if (deviceCount > 1) return <span>{formatPlural(deviceCount, "device")}</span>;
  return lead.deployment ? (
    <span className="max-w-[200px] truncate" title={lead.deployment.name}>
      {lead.deployment.name}
    </span>
  ) : null;
}

function MoreLines({ cause: { alertCount, others, firstAtMs } }: { cause: AlertCause }) {
  const hidden = alertCount - 1 - others.length;
  if (hidden <= 0) return null;
  return (
    <p className="flex h-[26px] items-center border-t border-dashed border-border-strong bg-surface-2 px-3.5 text-12 text-text-3">
      {formatCount(hidden)} more since&nbsp;
      <Time at={firstAtMs} />, the same cause
    </p>
  );
}
