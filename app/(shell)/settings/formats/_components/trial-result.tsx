import { Chip } from "#components/ui/chip.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { formatPlural } from "#components/ui/format-count.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { severityLevel } from "#lib/model/severity.ts";
import type { Trial } from "#lib/parse/try-definition.ts";

/** What the sample becomes: totals, the first line that does not fit, the first records. */
export function TrialResult({ trial, hasSample }: { trial: Trial | null; hasSample: boolean }) {
  if (trial === null) return <p className="text-text-3">Trying…</p>;
  if (trial.problem !== null) {
    return (
      <div role="status" className="text-12">
        <FieldError>{`${trial.problem.field}: ${trial.problem.problem}`}</FieldError>
      </div>
    );
  }
  if (!hasSample) return <p className="text-text-3">Paste some lines to see what becomes of them.</p>;
  const { records, rejects, withoutTime, firstReject, rows } = trial;
  return (
    <section aria-label="What the sample becomes" className="grid gap-2">
      <p role="status" className="font-medium">
        {formatPlural(records, "record")}, {formatPlural(rejects, "line")} kept as text
        {withoutTime > 0 ? `, ${formatPlural(withoutTime, "record")} without a time` : ""}
      </p>
      {firstReject === null ? null : (
        <p className="text-text-2">
          First that does not fit, piece {firstReject.recordNumber}: {firstReject.reason}{" "}
          <code className="font-mono text-12 break-all">{firstReject.text}</code>
        </p>
      )}
      <ul aria-label="First records" className="max-h-[340px] overflow-auto rounded-panel border border-border">
        {rows.map((row) => (
          <li
            key={row.recordNumber}
            className="flex flex-wrap gap-x-3 border-b border-border px-2.5 py-1 font-mono text-12"
          >
            <Row row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Row({ row }: { row: FileRecord }) {
  if (row.kind === "reject") {
    return (
      <>
        <Chip tone="outline">Kept as text</Chip>
        <span className="min-w-0 break-all">{row.body.slice(0, 300)}</span>
      </>
    );
  }
  const { timestampUs, severityNumber, body, attributes, logger, hostName } = row;
  const facts = { ...(logger ? { logger } : {}), ...(hostName ? { host: hostName } : {}), ...attributes };
  return (
    <>
      <span className="text-text-2">
        {timestampUs === null ? "no time" : new Date(timestampUs / 1000).toISOString()}
      </span>
      <span>{severityLevel(severityNumber)}</span>
      <span className="min-w-0 break-all whitespace-pre-wrap">{body.slice(0, 300)}</span>
      {Object.keys(facts).length === 0 ? null : (
        <span className="text-text-3">{JSON.stringify(facts).slice(0, 300)}</span>
      )}
    </>
  );
}
