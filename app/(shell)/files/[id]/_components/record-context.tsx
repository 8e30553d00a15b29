import { LogText } from "#components/log-text.tsx";
import { logClock } from "#components/log-time.ts";
import { classNames } from "#components/ui/class-names.ts";
import { formatCount } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { severityLevel } from "#lib/model/severity.ts";
import type { RecordRow } from "#lib/queries/list-records.ts";
import type { RecordDetail } from "#lib/queries/read-record.ts";
import type { RowLook } from "./record-row.tsx";

/** The record among the five lines before and after it. */
export function RecordContext({ record, look }: { record: RecordDetail; look: RowLook }) {
  const own: RecordRow = { ...record, logger: null, text: record.body.slice(0, 2000), isCut: false };
  const rows = [...record.context.before, own, ...record.context.after];
  return (
    <ol aria-label="Lines around" className="px-4 pt-2 font-mono text-12">
      {rows.map((row) => (
        <li
          key={row.recordNumber}
          aria-current={row === own ? "true" : undefined}
          className={classNames(
            "grid grid-cols-[9ch_12ch_16px_minmax(0,1fr)] items-center gap-x-2.5 leading-6 max-desk:grid-cols-[7ch_minmax(0,1fr)]",
            row === own ? "-mx-1 rounded-chip bg-surface-3 px-1 font-medium text-text-1" : "text-text-2",
          )}
        >
          <span className="text-right text-text-3">{formatCount(row.recordNumber)}</span>
          <span className="max-desk:hidden">{row.timeUs === null ? "no time" : logClock(row.timeUs, look.zone)}</span>
          <span className="max-desk:hidden">
            {row.rejectReason === null ? <SeverityGlyph level={severityLevel(row.severityNumber)} /> : null}
          </span>
          <span className="overflow-hidden text-ellipsis whitespace-pre max-desk:whitespace-pre-wrap max-desk:wrap-anywhere">
            <LogText text={row.text} isOneLine explain={{ format: look.format }} />
          </span>
        </li>
      ))}
    </ol>
  );
}
