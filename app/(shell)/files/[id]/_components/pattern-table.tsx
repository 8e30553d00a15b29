import { PatternText } from "#components/pattern-text.tsx";
import { Chip } from "#components/ui/chip.tsx";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { SeverityGlyph } from "#components/ui/severity-glyph.tsx";
import { Time } from "#components/ui/time.tsx";
import { MAX_PATTERN_FILES } from "#lib/model/pattern-list.ts";
import { severityLevel } from "#lib/model/severity.ts";
import type { PatternItem } from "#lib/queries/list-patterns.ts";

interface PatternTableProps {
  patterns: readonly PatternItem[];
  /** Records of the file: the whole of the shares. */
  records: number;
  goTo: (recordNumber: number) => void;
}

const HEAD = "h-[30px] border-b border-border pr-4 text-left text-12 font-normal whitespace-nowrap text-text-3";
const CELL = "border-b border-border py-2 pr-4 align-top leading-[18px] max-desk:border-0 max-desk:p-0";

/** Patterns as rows, on the phone as cards; each leads to its first record. */
export function PatternTable({ patterns, records, goTo }: PatternTableProps) {
  return (
    <table aria-label="Patterns" className="w-full table-fixed border-collapse max-desk:block">
      <colgroup>
        <col />
        <col className="w-[86px]" />
        <col className="w-[150px]" />
        <col className="w-[150px]" />
        <col className="w-[230px]" />
      </colgroup>
      <thead className="sticky top-0 z-1 bg-surface-1 max-desk:sr-only">
        <tr>
          <th scope="col" className={HEAD}>
            Pattern
          </th>
          <th scope="col" className={`${HEAD} text-right`}>
            Records
          </th>
          <th scope="col" className={HEAD}>
            Share
          </th>
          <th scope="col" className={HEAD}>
            First and last line
          </th>
          <th scope="col" className={HEAD}>
            In all files
          </th>
        </tr>
      </thead>
      <tbody className="max-desk:block">
        {patterns.map((pattern) => (
          <PatternRow key={pattern.id} pattern={pattern} records={records} goTo={goTo} />
        ))}
      </tbody>
    </table>
  );
}

interface PatternRowProps extends Omit<PatternTableProps, "patterns"> {
  pattern: PatternItem;
}

function PatternRow({ pattern, records, goTo }: PatternRowProps) {
  const { template, count, level, firstRecordNumber, lastRecordNumber } = pattern;
  return (
    <tr className="relative hover:bg-surface-2 focus-within:bg-surface-2 max-desk:grid max-desk:grid-cols-[auto_minmax(0,1fr)_auto] max-desk:gap-x-3 max-desk:gap-y-1 max-desk:border-b max-desk:border-border max-desk:px-4 max-desk:py-3">
      <td className={`${CELL} max-desk:col-span-3`}>
        <button
          type="button"
          title={`Go to line ${formatCount(firstRecordNumber)}`}
          className="flex w-full gap-2 text-left font-mono text-12 after:absolute after:inset-0"
          onClick={() => goTo(firstRecordNumber)}
        >
          <SeverityGlyph level={severityLevel(level)} />
          <span className="line-clamp-3 min-w-0 whitespace-pre-wrap wrap-anywhere">
            <PatternText template={template} />
          </span>
        </button>
      </td>
      <td className={`${CELL} text-right font-mono text-12 max-desk:text-left`}>{formatCount(count)}</td>
      <td className={CELL}>
        <Share count={count} records={records} />
      </td>
      <td className={`${CELL} font-mono text-12 text-text-2`}>
        {formatCount(firstRecordNumber)}
        {lastRecordNumber === firstRecordNumber ? null : ` – ${formatCount(lastRecordNumber)}`}
      </td>
      <td className={`${CELL} text-12 max-desk:col-span-3`}>
        <InAllFiles pattern={pattern} />
      </td>
    </tr>
  );
}

function Share({ count, records }: { count: number; records: number }) {
  const percent = records > 0 ? Math.min(100, (count / records) * 100) : 0;
  return (
    <span className="flex items-center gap-2">
      <span aria-hidden="true" className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-surface-3">
        <span className="block h-full min-w-px bg-text-3" style={{ width: `${percent}%` }} />
      </span>
      <span className="w-16 flex-none text-12 whitespace-nowrap text-text-2">{formatShare(count, records)}</span>
    </span>
  );
}

/** Whether other files of the team have it: what is new is worth a look. */
function InAllFiles({ pattern: { isNew, team } }: { pattern: PatternItem }) {
  return (
    <span className="grid gap-0.5">
      <span className="flex flex-wrap items-center gap-x-2 text-text-2">
        {isNew ? <Chip tone="outline">New here</Chip> : null}
        <span>
          {formatPlural(team.files, "file")}
          {team.files >= MAX_PATTERN_FILES ? " or more" : ""}
          {team.devices > 0 ? `, ${formatPlural(team.devices, "device")}` : ""}
        </span>
      </span>
      {team.files > 1 ? (
        <span className="text-text-3">
          first <Time at={team.firstSeenMs} />, last <Time at={team.lastSeenMs} />
        </span>
      ) : null}
    </span>
  );
}
