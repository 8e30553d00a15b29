"use client";

import { LogText } from "#components/log-text.tsx";
import { logClock, logIso } from "#components/log-time.ts";
import { Chip } from "#components/ui/chip.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { SEVERITY, severityLevel } from "#lib/model/severity.ts";
import type { FilePreview } from "#lib/parse/preview-file.ts";
import type { PreviewRow } from "#lib/parse/preview-rows.ts";

/** On the phone the error itself must be on the first screen. */
const PHONE_ROWS_BEFORE = 2;

/** The rows around one record, which is marked. */
export function PreviewLog({
  preview,
  rows,
  hit,
}: {
  preview: FilePreview;
  rows: readonly PreviewRow[];
  hit: number | null;
}) {
  const { failingLine, reading } = preview;
  const { format, timeZone } = reading;
  const zone = timeZone.zone ?? "UTC";
  const hasSources = rows.some((row) => row.source !== null);
  return (
    <ol
      aria-label="Rows of the file"
      className="min-w-0 overflow-hidden rounded-panel border border-border py-1 font-mono text-12 [font-variant-ligatures:none]"
    >
      {rows.map((row) => (
        <Row
          key={row.recordNumber}
          row={row}
          isHit={row.recordNumber === hit}
          isFarBefore={hit !== null && row.recordNumber < hit - PHONE_ROWS_BEFORE}
          text={row.recordNumber === failingLine?.recordNumber ? failingLine.text : row.text}
          look={{ zone, hasSources, format, code: failingLine?.code ?? null }}
        />
      ))}
    </ol>
  );
}

interface Look {
  zone: string;
  hasSources: boolean;
  format: string;
  code: string | null;
}

function Row({
  row,
  text,
  isHit,
  isFarBefore,
  look,
}: {
  row: PreviewRow;
  /** Of a failing line that is deep inside a record: the line itself. */
  text: string;
  isHit: boolean;
  isFarBefore: boolean;
  look: Look;
}) {
  const isError = row.severityNumber >= SEVERITY.error;
  return (
    <li
      aria-current={isHit || undefined}
      className={classNames(
        "grid min-h-(--row-log) items-start gap-x-2.5 px-3.5 leading-(--row-log) max-desk:min-h-0 max-desk:grid-cols-[16px_minmax(0,1fr)] max-desk:px-3 max-desk:leading-[19px]",
        look.hasSources ? "grid-cols-[52px_16px_92px_92px_minmax(0,1fr)]" : "grid-cols-[52px_16px_92px_minmax(0,1fr)]",
        isHit && "bg-sev-error-soft inset-shadow-[3px_0_0_var(--sev-error-mark)]",
        row.rejectReason !== null && "bg-surface-2",
        isFarBefore && "max-desk:hidden",
      )}
    >
      <span
        className={classNames("text-right max-desk:hidden", isHit ? "font-semibold text-sev-error" : "text-text-3")}
      >
        {formatCount(row.recordNumber)}
      </span>
      <span className="flex h-(--row-log) items-center max-desk:h-[25px]">
        {row.rejectReason === null ? <SeverityGlyph level={severityLevel(row.severityNumber)} /> : null}
      </span>
      <span
        className="text-text-2 max-desk:hidden"
        title={row.timeUs === null ? undefined : logIso(row.timeUs, look.zone)}
      >
        {row.timeUs === null ? <span className="text-text-3">no time</span> : logClock(row.timeUs, look.zone)}
      </span>
      {look.hasSources ? (
        <span className="truncate text-text-3 max-desk:hidden" title={row.source ?? undefined}>
          {row.source === null ? null : <LogText text={row.source} isOneLine />}
        </span>
      ) : null}
      <span
        className={classNames(
          "min-w-0 max-desk:py-[3px] max-desk:whitespace-pre-wrap max-desk:wrap-anywhere",
          isError || isHit
            ? "my-[3px] line-clamp-3 leading-[18px] whitespace-pre-wrap wrap-anywhere text-text-1 max-desk:my-0 max-desk:line-clamp-8 max-desk:leading-[19px]"
            : "overflow-hidden text-ellipsis whitespace-pre text-text-2 max-desk:line-clamp-4",
          isHit && "font-medium",
        )}
      >
        {row.rejectReason === null ? null : (
          <span className="mr-2 font-sans" title={row.rejectReason}>
            <Chip tone="outline">Kept as text</Chip>
          </span>
        )}
        <LogText
          text={text}
          isOneLine={!isError && !isHit}
          code={isHit ? look.code : null}
          explain={{ format: look.format }}
        />
      </span>
    </li>
  );
}
