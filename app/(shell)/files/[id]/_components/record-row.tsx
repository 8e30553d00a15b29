// biome-ignore-all lint/a11y/useSemanticElements: rows of a virtual list have no table around them; the grid roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves over rows, not cells.
"use client";

import { memo, type RefObject, useLayoutEffect, useRef } from "react";
import { LogText } from "#components/log-text.tsx";
import { logClock, logDayAndClock, logIso } from "#components/log-time.ts";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import type { FailingLine } from "#lib/model/log-file.ts";
import { SEVERITY, severityLevel } from "#lib/model/severity.ts";
import type { RecordRow as Row } from "#lib/queries/list-records.ts";

/** How all rows of a grid are shown. */
export interface RowLook {
  zone: string;
  /** The file covers more than a day, so times carry theirs. */
  hasDays: boolean;
  isWrapped: boolean;
  firstFailingLine: FailingLine | null;
  /** Id of the log's format: decides what a code means. */
  format: string | null;
}

interface RecordRowProps {
  recordNumber: number;
  /** Undefined while it is on its way. */
  record: Row | undefined;
  look: RowLook;
  isActive: boolean;
  isOpen: boolean;
  /** Takes the focus when this row goes out of the document while it has it. */
  scrollerRef: RefObject<HTMLDivElement | null>;
}

/** One line of the log: number, time, letter, text. Memoised: while scrolling, most rows are those of the frame before. */
export const RecordRow = memo(function RecordRow(props: RecordRowProps) {
  const { recordNumber, record, look, isActive, isOpen, scrollerRef } = props;
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const row = ref.current;
    const scroller = scrollerRef.current;
    return () => {
      if (row && document.activeElement === row) scroller?.focus({ preventScroll: true });
    };
  }, [scrollerRef]);
  const isHit = look.firstFailingLine?.recordNumber === recordNumber;
  return (
    <div
      ref={ref}
      role="row"
      aria-rowindex={recordNumber}
      aria-label={spokenRow({ recordNumber, record, isHit, isOpen })}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      data-record={recordNumber}
      className={classNames(ROW, rowTone(record, isHit, isActive))}
    >
      <span
        role="gridcell"
        className={classNames(
          "text-right max-desk:leading-[25px]",
          isHit ? "font-semibold text-sev-error" : "text-text-3",
        )}
      >
        {formatCount(recordNumber)}
      </span>
      <TimeCell record={record} look={look} />
      <span
        role="gridcell"
        className={classNames(
          "flex h-(--row-log) items-center max-desk:h-[25px]",
          isQuiet(record) && "max-desk:hidden",
        )}
      >
        {record && record.rejectReason === null ? <SeverityGlyph level={severityLevel(record.severityNumber)} /> : null}
      </span>
      <TextCell record={record} look={look} isHit={isHit} />
      {isHit ? (
        <span role="gridcell" className={FLAG}>
          First failing line
        </span>
      ) : null}
    </div>
  );
});

const ROW =
  "relative grid min-h-(--row-log) cursor-default items-start gap-x-2.5 px-3.5 leading-(--row-log) whitespace-nowrap " +
  "grid-cols-[var(--no-width)_var(--time-width)_16px_minmax(0,1fr)] " +
  "max-desk:grid-cols-[var(--no-width)_auto_minmax(0,1fr)] max-desk:px-3 " +
  "focus-visible:outline-offset-[-2px]";

const FLAG =
  "absolute top-0.5 right-3 rounded-chip bg-sev-error px-[7px] font-sans text-11 leading-5 font-semibold text-surface-1 " +
  "max-desk:static max-desk:col-start-3 max-desk:mb-1.5 max-desk:w-fit";

function rowTone(record: Row | undefined, isHit: boolean, isActive: boolean): string {
  if (isHit) return "bg-sev-error-soft inset-shadow-[3px_0_0_var(--sev-error-mark)]";
  if (isActive) return "bg-surface-3 inset-shadow-[3px_0_0_var(--accent)]";
  return record?.rejectReason ? "bg-surface-2 hover:bg-surface-3" : "hover:bg-surface-2";
}

/** On the phone only letters that mean something take room. */
function isQuiet(record: Row | undefined): boolean {
  return !record || record.rejectReason !== null || record.severityNumber < SEVERITY.warn;
}

function TimeCell({ record, look }: { record: Row | undefined; look: RowLook }) {
  const { timeUs } = record ?? { timeUs: null };
  if (timeUs === null) {
    return (
      <span role="gridcell" className="text-text-3 max-desk:hidden">
        {record ? "no time" : ""}
      </span>
    );
  }
  const text = look.hasDays ? logDayAndClock(timeUs, look.zone) : logClock(timeUs, look.zone);
  return (
    <span
      role="gridcell"
      title={`${logIso(timeUs, look.zone)}\n${logIso(timeUs, "UTC")}`}
      className="text-text-2 max-desk:hidden"
    >
      {text}
    </span>
  );
}

function TextCell({ record, look, isHit }: { record: Row | undefined; look: RowLook; isHit: boolean }) {
  if (!record) {
    return (
      <span role="gridcell" className="flex h-(--row-log) items-center">
        <span className="skeleton h-2 w-2/5 rounded-chip bg-surface-3" />
      </span>
    );
  }
  const isError = record.severityNumber >= SEVERITY.error;
  return (
    <span
      role="gridcell"
      className={classNames("min-w-0", textShape(look.isWrapped, isError), isHit && "pr-32 font-medium max-desk:pr-0")}
    >
      {record.rejectReason ? (
        <span className="mr-2 font-sans" title={record.rejectReason}>
          <Chip tone="outline">Kept as text</Chip>
        </span>
      ) : null}
      <span className={record.rejectReason ? "text-text-2" : isError ? "text-text-1" : "text-text-2"}>
        <LogText
          text={record.text}
          isOneLine={!look.isWrapped}
          code={isHit ? look.firstFailingLine?.code : null}
          explain={{ format: look.format, isTabStop: false }}
        />
        {record.isCut ? <span className="font-sans text-text-3"> … open for the rest</span> : null}
      </span>
    </span>
  );
}

/** One line; an error gets up to three, so that its code is never cut. Narrow screens always wrap. */
function textShape(isWrapped: boolean, isError: boolean): string {
  const narrow = "max-desk:py-[3px] max-desk:leading-[19px] max-desk:whitespace-pre-wrap max-desk:wrap-anywhere";
  if (isWrapped) return `py-[3px] leading-[18px] whitespace-pre-wrap wrap-anywhere ${narrow}`;
  if (isError)
    return `my-[3px] line-clamp-3 leading-[18px] whitespace-pre-wrap wrap-anywhere max-desk:my-0 max-desk:line-clamp-8 ${narrow}`;
  return `overflow-hidden text-ellipsis whitespace-pre max-desk:line-clamp-6 ${narrow}`;
}

const LEVEL_WORDS = {
  unspecified: "no level",
  trace: "trace",
  debug: "debug",
  info: "info",
  warn: "warning",
  error: "error",
  fatal: "fatal",
} as const;

interface SpokenRow {
  recordNumber: number;
  record: Row | undefined;
  isHit: boolean;
  isOpen: boolean;
}

/** "record 18,407, error, first failing line, GrantAcl: …" */
function spokenRow({ recordNumber, record, isHit, isOpen }: SpokenRow): string {
  const start = `record ${formatCount(recordNumber)}`;
  if (!record) return `${start}, loading`;
  const level = record.rejectReason ? "kept as text" : LEVEL_WORDS[severityLevel(record.severityNumber)];
  const facts = [...(isHit ? ["first failing line"] : []), ...(isOpen ? ["open"] : [])];
  return [start, level, ...facts, record.text.slice(0, 300)].join(", ");
}
