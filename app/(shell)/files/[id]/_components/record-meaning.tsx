import { CodeChip } from "#components/code-chip.tsx";
import { useExplainCode } from "#components/team-codes.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { CodeKind } from "#lib/codes/code-meaning.ts";
import { eventMeaning } from "#lib/codes/event-meanings.ts";
import { findCodes } from "#lib/codes/find-codes.ts";
import type { FailingLine } from "#lib/model/log-file.ts";
import type { RecordDetail } from "#lib/queries/read-record.ts";
import type { RowLook } from "./record-row.tsx";
import { WideRow } from "./wide-row.tsx";

/** What an open record means: its Windows event, and its code, of the failing line its own, of others the first one explained. */
export function RecordMeaning({ record, look }: { record: RecordDetail; look: RowLook }) {
  const explain = useExplainCode();
  const found = codeOf(record, look, explain);
  const context = { format: look.format, kind: found?.kind };
  return (
    <>
      <WindowsEventMeaning record={record} />
      {found === null ? null : (
        <div className={ROW}>
          <CodeChip code={found.code} context={context} />
          <MeaningText meaning={explain(found.code, context)} />
        </div>
      )}
    </>
  );
}

const ROW = "flex items-baseline gap-3.5 border-b border-border px-4 py-2.5";

function MeaningText({ meaning }: { meaning: { meaning: string; check: string | null } | null }) {
  return (
    <p className="max-w-[88ch] text-text-2">
      {meaning ? <b className="font-medium text-text-1">{meaning.meaning}</b> : "No explanation yet."} {meaning?.check}
    </p>
  );
}

function WindowsEventMeaning({ record }: { record: RecordDetail }) {
  const eventId = record.attributes["event.id"];
  const meaning = typeof eventId === "number" ? eventMeaning(record.columns.logger ?? "", eventId) : null;
  if (meaning === null) return null;
  return (
    <div className={ROW}>
      <Chip tone="code">Event {meaning.eventId}</Chip>
      <MeaningText meaning={meaning} />
    </div>
  );
}

/** On the phone, where a record opens over the log, the meaning of the failing line stands right under it. */
export function FailingLineMeaning({ line, format }: { line: FailingLine; format: string | null }) {
  const explain = useExplainCode();
  const meaning = line.code === null ? null : explain(line.code, { format });
  if (!meaning) return null;
  return (
    <WideRow className="px-4 py-3 text-text-2">
      <b className="font-medium text-text-1">{meaning.meaning}</b> {meaning.check}
    </WideRow>
  );
}

const SEARCHED_CHARACTERS = 10_000;

function codeOf(
  { recordNumber, body }: RecordDetail,
  { firstFailingLine, format }: RowLook,
  explain: ReturnType<typeof useExplainCode>,
): { code: string; kind?: CodeKind } | null {
  const codes = findCodes(body.slice(0, SEARCHED_CHARACTERS));
  const failing = firstFailingLine?.recordNumber === recordNumber ? firstFailingLine.code : null;
  if (failing !== null) return codes.find(({ code }) => code === failing) ?? { code: failing };
  return codes.find(({ code, kind }) => explain(code, { format, kind }) !== null) ?? null;
}
