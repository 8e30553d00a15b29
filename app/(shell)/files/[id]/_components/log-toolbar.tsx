"use client";

import { ChevronLeft, WrapText } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { formatCount } from "#components/ui/format-count.ts";
import { KeyHint } from "#components/ui/key-hint.tsx";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import type { SeverityCounts, SeverityLevel } from "#lib/model/severity.ts";
import { GoToLine } from "./go-to-line.tsx";
import type { ErrorNavigation } from "./use-error-navigation.ts";
import type { LogLook } from "./use-log-look.ts";

interface LogToolbarProps {
  severities: Partial<SeverityCounts>;
  logLook: LogLook;
  errors: ErrorNavigation;
  total: number;
  goTo: (recordNumber: number) => void;
}

const WORST_FIRST: readonly SeverityLevel[] = ["fatal", "error", "warn", "info", "debug", "trace", "unspecified"];

/** Over the log: counts by severity, the zone of its times, the ways to a line and from error to error. */
export function LogToolbar({ severities, logLook, errors, total, goTo }: LogToolbarProps) {
  const { isWrapped } = logLook.look;
  return (
    <div className="flex items-center gap-x-4 max-desk:hidden">
      <ul aria-label="Records by severity" className="flex gap-x-4 text-12 text-text-2 max-[1180px]:hidden">
        {WORST_FIRST.filter((level) => severities[level]).map((level) => (
          <li key={level} className="flex items-center gap-1.5">
            <SeverityGlyph level={level} />
            {formatCount(severities[level] ?? 0)}
          </li>
        ))}
      </ul>
      <div className="flex items-center gap-2">
        <ZoneChoice logLook={logLook} />
        <GoToLine total={total} goTo={goTo} />
        <Button size="small" variant="quiet" aria-pressed={isWrapped} onClick={logLook.toggleWrap}>
          <WrapText size={14} strokeWidth={1.75} aria-hidden="true" />
          {isWrapped ? "Unwrap" : "Wrap"}
          <KeyHint>W</KeyHint>
        </Button>
        <ErrorButtons errors={errors} />
      </div>
    </div>
  );
}

function ZoneChoice({ logLook }: { logLook: LogLook }) {
  const { zones, look, setZone } = logLook;
  if (zones.length === 1) return <span className="text-12 text-text-3">{look.zone}</span>;
  return (
    <fieldset
      aria-label="Zone of the times"
      className="inline-flex gap-0.5 rounded-[6px] border border-border bg-surface-2 p-0.5"
    >
      {zones.map((name) => (
        <button
          key={name}
          type="button"
          aria-pressed={name === look.zone}
          onClick={() => setZone(name)}
          className="touch-target h-[22px] rounded-chip px-2 text-12 font-medium text-text-2 aria-pressed:bg-overlay aria-pressed:text-text-1 aria-pressed:ring aria-pressed:ring-border-strong"
        >
          {name}
        </button>
      ))}
    </fieldset>
  );
}

/** "error 2 of 5", with the way to the ones before and after. */
export function ErrorButtons({ errors, isWide = false }: { errors: ErrorNavigation; isWide?: boolean }) {
  const { position, total, go, isBusy } = errors;
  const noneReason = total === 0 ? "No record has the level error or fatal." : null;
  return (
    <>
      <Button
        size={isWide ? "normal" : "small"}
        isIcon
        aria-label="Previous error"
        disabledReason={noneReason}
        onClick={() => go("previous")}
      >
        <ChevronLeft size={14} strokeWidth={1.75} aria-hidden="true" />
      </Button>
      {isWide ? null : <span className="text-12 whitespace-nowrap text-text-2">{positionText(position, total)}</span>}
      <Button
        size={isWide ? "normal" : "small"}
        variant={isWide ? "primary" : "default"}
        className={isWide ? "flex-1" : undefined}
        disabledReason={noneReason}
        isBusy={isBusy}
        onClick={() => go("next")}
      >
        {isWide ? nextText(position, total) : "Next error"}
        {isWide ? null : <KeyHint>N</KeyHint>}
      </Button>
    </>
  );
}

function positionText(position: number | null, total: number | null): string {
  if (total === null) return "";
  if (total === 0) return "no errors";
  return position === null ? `${formatCount(total)} in all` : `error ${formatCount(position)} of ${formatCount(total)}`;
}

/** "Next error, 3 of 5": which one it will be. */
function nextText(position: number | null, total: number | null): string {
  if (!total) return "No errors";
  if (position === null) return `Next error, ${formatCount(total)} in all`;
  return position < total
    ? `Next error, ${formatCount(position + 1)} of ${formatCount(total)}`
    : `Last error, ${formatCount(total)} of ${formatCount(total)}`;
}
