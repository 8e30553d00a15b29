import Link from "next/link";
import type { ReactNode } from "react";
import { Confidence } from "#components/confidence.tsx";
import { encodingName } from "#components/encoding-name.ts";
import { FormatTitle } from "#components/format-titles.tsx";
import { logDayAndClock } from "#components/log-time.ts";
import { Chip } from "#components/ui/chip.tsx";
import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount, formatPlural, formatShare } from "#components/ui/format-count.ts";
import { LaneGlyph } from "#components/ui/lane-glyph.tsx";
import type { FileDetail } from "#lib/queries/read-file.ts";

interface FileFactsProps {
  file: FileDetail;
  zone: string;
  /** Takes the log to a record. */
  goTo: (recordNumber: number) => void;
}

/** What was found out about the file, each fact with its reason. */
export function FileFacts({ file, zone, goTo }: FileFactsProps) {
  return (
    <dl className="grid min-h-[98px] max-desk:min-h-0 grid-cols-[1.2fr_1.1fr_1fr_0.9fr_1.5fr_1.2fr] rounded-panel border border-border max-[1180px]:grid-cols-3 max-desk:grid-cols-1">
      <FormatFact file={file} />
      <ZoneFact file={file} />
      <RecordsFact file={file} zone={zone} />
      <RejectsFact file={file} goTo={goTo} />
      <Fact name="Lane" value={<LaneGlyph lane={file.lane} />} title={file.laneReason}>
        {file.laneReason}
      </Fact>
      <DuplicateFact file={file} />
    </dl>
  );
}

interface FactProps {
  name: string;
  value: ReactNode;
  /** All of the text below the value, for when two lines do not hold it. */
  title?: string;
  children?: ReactNode;
}

function Fact({ name, value, title, children }: FactProps) {
  return (
    <div className="min-w-0 border-border px-3 pt-2 pb-[9px] not-first:border-l max-[1180px]:nth-[4]:border-l-0 max-[1180px]:nth-[n+4]:border-t max-desk:grid max-desk:grid-cols-[84px_minmax(0,1fr)] max-desk:items-baseline max-desk:gap-x-2 max-desk:not-first:border-t max-desk:not-first:border-l-0">
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="mt-px">
        <div className="flex min-w-0 items-center gap-1.5 text-14 font-semibold">{value}</div>
        {children ? (
          <div className="mt-0.5 line-clamp-2 text-12 leading-[1.4] text-text-2 max-desk:line-clamp-none" title={title}>
            {children}
          </div>
        ) : null}
      </dd>
    </div>
  );
}

function FormatFact({ file }: { file: FileDetail }) {
  const { format, formatVersion, formatConfidence, runnerUp, encoding, container } = file;
  const packing = [
    encoding && encodingName(encoding),
    container && container !== "none" ? container : null,
    formatVersion === null ? null : `parser ${formatVersion}`,
  ].filter(Boolean);
  return (
    <Fact name="Format" value={format ? <FormatTitle format={format} /> : "Not known yet"}>
      {formatConfidence === null ? null : (
        <span className="flex flex-wrap items-center gap-x-1">
          <Confidence confidence={formatConfidence} />
          {[formatShare(formatConfidence, 1), ...packing].join(", ")}
        </span>
      )}
      {runnerUp ? (
        <span className="block">
          then <FormatTitle format={runnerUp.format} />, {formatShare(runnerUp.confidence, 1)}
        </span>
      ) : null}
    </Fact>
  );
}

function ZoneFact({ file }: { file: FileDetail }) {
  const { timeZone, timeZoneSource, timeZoneReason, readingNotes } = file;
  if (timeZoneSource === null) return <Fact name="Time zone" value="Not known yet" />;
  return (
    <Fact name="Time zone" value={timeZone ?? "None"} title={[timeZoneReason, ...readingNotes].join("\n")}>
      {timeZoneSource === "assumed" ? (
        <span className="mr-1">
          <Chip tone="warning">Assumed</Chip>
        </span>
      ) : null}
      {timeZoneReason}
      {readingNotes.map((note) => (
        <span key={note} className="block">
          {note}
        </span>
      ))}
    </Fact>
  );
}

function RecordsFact({ file, zone }: { file: FileDetail; zone: string }) {
  const { firstTimeUs, lastTimeUs } = file;
  return (
    <Fact name="Records" value={formatCount(file.records)}>
      {firstTimeUs !== null && lastTimeUs !== null ? (
        <>
          <span className="block">{logDayAndClock(firstTimeUs, zone).slice(0, 19)}</span>
          <span className="block">to {logDayAndClock(lastTimeUs, zone).slice(0, 19)}</span>
        </>
      ) : file.records > 0 ? (
        "No record has a usable time"
      ) : null}
    </Fact>
  );
}

function RejectsFact({ file, goTo }: { file: FileDetail; goTo: (recordNumber: number) => void }) {
  const { firstRejectRecordNumber: first } = file;
  return (
    <Fact name="Kept as text" value={formatShare(file.rejects, file.records + file.rejects)}>
      {file.rejects === 0 ? (
        "Every piece was parsed"
      ) : (
        <>
          {formatPlural(file.rejects, "piece")}
          {first === null ? null : (
            <>
              , first{" "}
              <button type="button" className="font-medium text-accent" onClick={() => goTo(first)}>
                {formatCount(first)}
              </button>
            </>
          )}
        </>
      )}
      <Redactions counts={file.redactions} />
    </Fact>
  );
}

/** How much of the file was replaced before it was stored, and by which rules. */
function Redactions({ counts }: { counts: Readonly<Record<string, number>> }) {
  const rules = Object.entries(counts);
  if (rules.length === 0) return null;
  const total = rules.reduce((sum, [, count]) => sum + count, 0);
  return (
    <span className="block" title={rules.map(([rule, count]) => `${rule}: ${formatCount(count)}`).join("\n")}>
      {formatCount(total)} redacted: {rules.map(([rule]) => rule).join(", ")}
    </span>
  );
}

function DuplicateFact({ file }: { file: FileDetail }) {
  if (file.duplicateOf) {
    return (
      <Fact
        name="Duplicate of"
        value={
          <Link href={`/files/${file.duplicateOf.id}`} className="truncate text-accent">
            {file.duplicateOf.name}
          </Link>
        }
      >
        The same {formatBytes(file.sizeBytes)}; its records are there.
      </Fact>
    );
  }
  const [newest] = file.duplicates;
  return (
    <Fact name="Duplicate of" value={newest ? "None, the first" : "None"}>
      {newest ? (
        <span className="flex min-w-0 gap-1">
          <Link href={`/files/${newest.id}`} className="truncate font-medium text-accent">
            {newest.name}
          </Link>
          <span className="flex-none">points here</span>
        </span>
      ) : (
        "No other file has this content"
      )}
    </Fact>
  );
}
