"use client";

import { useState } from "react";
import { LogText } from "#components/log-text.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { Chip } from "#components/ui/chip.tsx";
import { formatCount, formatPlural } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { type Outcome, OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { InstallationItem } from "#lib/queries/read-file.ts";

const WORST_FIRST: readonly Outcome[] = ["failed", "in_progress", "reboot", "cancelled", "unknown", "succeeded"];
const SHOWN = 2;

/** What the file says was installed, worst first. */
export function Installations({ items, goTo }: { items: InstallationItem[]; goTo: (recordNumber: number) => void }) {
  const [isWhole, setIsWhole] = useState(false);
  if (items.length === 0) return null;
  const sorted = items.toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
  const hidden = sorted.length - SHOWN;
  return (
    <section aria-label="Installations" className="rounded-panel border border-border">
      <ul className="max-h-52 overflow-y-auto">
        {sorted.slice(0, isWhole ? undefined : SHOWN).map((item) => (
          <Installation key={`${item.product} ${item.attempt}`} item={item} goTo={goTo} />
        ))}
      </ul>
      {hidden > 0 ? (
        <button
          type="button"
          aria-expanded={isWhole}
          onClick={() => setIsWhole(!isWhole)}
          className={`${buttonClass({ variant: "quiet", size: "small" })} m-1`}
        >
          {isWhole
            ? "Show fewer"
            : `${formatPlural(hidden, "more installation")}: ${outcomeCounts(sorted.slice(SHOWN))}`}
        </button>
      ) : null}
    </section>
  );
}

function Installation({ item, goTo }: { item: InstallationItem; goTo: (recordNumber: number) => void }) {
  const { product, attempt, outcome, exitCode, firstFailingLine, startedAtUs, finishedAtUs } = item;
  const tookMs = startedAtUs !== null && finishedAtUs !== null ? (finishedAtUs - startedAtUs) / 1000 : null;
  return (
    <li className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-border px-3.5 py-1 not-first:border-t">
      <OutcomeGlyph outcome={outcome} />
      <span className="min-w-0 truncate font-medium">
        <LogText text={product} isOneLine />
      </span>
      {attempt > 1 ? <span className="text-text-3">attempt {attempt}</span> : null}
      {exitCode === null ? null : (
        <span className="text-text-2">
          exit <Chip tone="code">{exitCode}</Chip>
        </span>
      )}
      {tookMs !== null && tookMs >= 0 ? <span className="text-text-3">took {formatDuration(tookMs)}</span> : null}
      {firstFailingLine ? (
        <button
          type="button"
          className="ml-auto font-medium whitespace-nowrap text-accent"
          onClick={() => goTo(firstFailingLine.recordNumber)}
        >
          line {formatCount(firstFailingLine.recordNumber)}
        </button>
      ) : null}
    </li>
  );
}

function outcomeCounts(items: InstallationItem[]): string {
  return WORST_FIRST.flatMap((outcome) => {
    const count = items.filter((item) => item.outcome === outcome).length;
    return count > 0 ? [`${count} ${outcome.replace("_", " ")}`] : [];
  }).join(", ");
}
