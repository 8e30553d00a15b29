import { LogText } from "#components/log-text.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { FileRecord } from "#lib/model/log-record.ts";
import { severityLevel } from "#lib/model/severity.ts";

/** The first records of a sample, as they would be stored. */
export function TrialRows({ rows }: { rows: FileRecord[] }) {
  return (
    <ul
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
      tabIndex={0}
      aria-label="First records"
      className="max-h-[340px] overflow-auto rounded-panel border border-border"
    >
      {rows.map((row) => (
        <li
          key={row.recordNumber}
          className="flex flex-wrap gap-x-3 border-b border-border px-2.5 py-1 font-mono text-12 last:border-0"
        >
          <Row row={row} />
        </li>
      ))}
    </ul>
  );
}

function Row({ row }: { row: FileRecord }) {
  if (row.kind === "reject") {
    return (
      <>
        <Chip tone="outline">Kept as text</Chip>
        <span className="min-w-0 break-all">
          <LogText text={row.body.slice(0, 300)} />
        </span>
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
      <span className="min-w-0 break-all whitespace-pre-wrap">
        <LogText text={body.slice(0, 300)} />
      </span>
      {Object.keys(facts).length === 0 ? null : (
        <span className="min-w-0 break-all text-text-3">
          <LogText text={JSON.stringify(facts).slice(0, 300)} />
        </span>
      )}
    </>
  );
}
