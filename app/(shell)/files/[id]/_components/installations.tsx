"use client";

import { Popover } from "@base-ui/react/popover";
import { ChevronDown } from "lucide-react";
import { CodeChip } from "#components/code-chip.tsx";
import { LogText } from "#components/log-text.tsx";
import { buttonClass } from "#components/ui/button-class.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { formatDuration } from "#components/ui/format-duration.ts";
import { type Outcome, OutcomeGlyph } from "#components/ui/outcome-glyph.tsx";
import type { InstallationItem } from "#lib/queries/read-file.ts";

const WORST_FIRST: readonly Outcome[] = [
  "failed",
  "in_progress",
  "reboot",
  "cancelled",
  "deferred",
  "unknown",
  "succeeded",
];

interface InstallationsProps {
  items: InstallationItem[];
  /** Of the file: the same exit code means different things in different logs. */
  format: string | null;
  goTo: (recordNumber: number) => void;
}

/** What the file says was installed: in short beside its name, the list worst first behind it. */
export function Installations({ items, format, goTo }: InstallationsProps) {
  if (items.length === 0) return null;
  const sorted = items.toSorted((a, b) => WORST_FIRST.indexOf(a.outcome) - WORST_FIRST.indexOf(b.outcome));
  return (
    <Popover.Root>
      <Popover.Trigger className={`${buttonClass({ size: "small" })} max-w-72 flex-none`}>
        <span className="truncate">{summaryOf(sorted)}</span>
        <ChevronDown size={14} strokeWidth={1.75} aria-hidden="true" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner sideOffset={6} align="start" collisionPadding={12} className="z-40">
          <Popover.Popup className="w-[520px] max-w-[calc(100vw-24px)] rounded-panel border border-border-strong bg-overlay text-13 shadow-2 outline-none transition-opacity duration-(--base) data-ending-style:opacity-0 data-starting-style:opacity-0">
            <section aria-label="Installations">
              <ul className="max-h-80 overflow-y-auto">
                {sorted.map((item) => (
                  <Installation key={`${item.product} ${item.attempt}`} item={item} format={format} goTo={goTo} />
                ))}
              </ul>
            </section>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** "Tallybook 4.2.0, exit 1603" for one; "12 installations, 2 failed, 1 reboot" for more. */
function summaryOf(items: readonly InstallationItem[]): string {
  const [first, second] = items;
  if (first && !second) {
    const product = first.product.length > 40 ? `${first.product.slice(0, 39)}…` : first.product;
    return [product, ...(first.exitCode === null ? [] : [`exit ${first.exitCode}`])].join(", ");
  }
  const failed = items.filter(({ outcome }) => outcome === "failed").length;
  return `${items.length} installations${failed > 0 ? `, ${failed} failed` : ""}`;
}

function Installation({ item, format, goTo }: { item: InstallationItem } & Omit<InstallationsProps, "items">) {
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
          exit <CodeChip code={exitCode} context={{ format, kind: "exit" }} />
        </span>
      )}
      {tookMs !== null && tookMs >= 0 ? <span className="text-text-3">took {formatDuration(tookMs)}</span> : null}
      {firstFailingLine ? (
        <Popover.Close
          className="touch-target ml-auto font-medium whitespace-nowrap text-accent"
          onClick={() => goTo(firstFailingLine.recordNumber)}
        >
          line {formatCount(firstFailingLine.recordNumber)}
        </Popover.Close>
      ) : null}
    </li>
  );
}
