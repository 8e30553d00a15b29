"use client";

import Link from "next/link";
import type { FailingLine, FailureEvidence } from "#lib/model/log-file.ts";
import { LogText } from "./log-text.tsx";
import { classNames } from "./ui/class-names.ts";
import { formatCount } from "./ui/format-count.ts";

interface FailureReasonProps {
  line: Pick<FailingLine, "reason" | "evidence">;
  /** Where a record can be read. Without it `goTo` shows it in place. */
  hrefOf?: (recordNumber: number) => string;
  goTo?: (recordNumber: number) => void;
  className?: string;
}

const ROLES: Record<FailureEvidence["role"], string> = {
  cause: "Cause",
  consequence: "Follows from it",
  exit: "States the outcome",
};

/** Why a line explains the failure, and the records that this rests on. Nothing for lines stored without a reason. */
export function FailureReason({ line: { reason, evidence = [] }, hrefOf, goTo, className }: FailureReasonProps) {
  if (!reason) return null;
  return (
    <section aria-label="Why this line" className={classNames("grid min-w-0 gap-2", className)}>
      <p>{reason}</p>
      <ol className="grid min-w-0">
        {evidence.map((record) => (
          <li key={record.recordNumber} className="grid grid-cols-[116px_minmax(0,1fr)] items-baseline gap-x-2.5">
            <span className="text-12 text-text-3">{ROLES[record.role]}</span>
            <span className="flex min-w-0 items-baseline gap-2">
              <RecordLink recordNumber={record.recordNumber} hrefOf={hrefOf} goTo={goTo} />
              <span className="truncate font-mono text-12 text-text-2">
                <LogText text={record.text} isOneLine />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function RecordLink({
  recordNumber,
  hrefOf,
  goTo,
}: { recordNumber: number } & Pick<FailureReasonProps, "hrefOf" | "goTo">) {
  const look = "touch-target min-w-6 flex-none font-mono text-12 leading-6 font-semibold text-accent hover:underline";
  const label = `Go to line ${formatCount(recordNumber)}`;
  if (hrefOf) {
    return (
      <Link href={hrefOf(recordNumber)} aria-label={label} className={look}>
        {formatCount(recordNumber)}
      </Link>
    );
  }
  if (!goTo) return <span className="flex-none font-mono text-12">{formatCount(recordNumber)}</span>;
  return (
    <button type="button" aria-label={label} onClick={() => goTo(recordNumber)} className={look}>
      {formatCount(recordNumber)}
    </button>
  );
}
