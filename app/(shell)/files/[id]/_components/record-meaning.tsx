import { CodeChip } from "#components/code-chip.tsx";
import type { CodeKind } from "#lib/codes/code-meaning.ts";
import { explainCode } from "#lib/codes/explain-code.ts";
import { findCodes } from "#lib/codes/find-codes.ts";
import type { FailingLine } from "#lib/model/log-file.ts";
import type { RecordDetail } from "#lib/queries/read-record.ts";
import type { RowLook } from "./record-row.tsx";
import { WideRow } from "./wide-row.tsx";

/** What the code of an open record means: of the failing line its own, of other records the first one explained. */
export function RecordMeaning({ record, look }: { record: RecordDetail; look: RowLook }) {
  const found = codeOf(record, look);
  if (found === null) return null;
  const { code, kind } = found;
  const context = { format: look.format, kind };
  const meaning = explainCode(code, context);
  return (
    <div className="flex items-baseline gap-3.5 border-b border-border px-4 py-2.5">
      <CodeChip code={code} context={context} />
      <p className="max-w-[88ch] text-text-2">
        {meaning ? <b className="font-medium text-text-1">{meaning.meaning}</b> : "No explanation yet."}{" "}
        {meaning?.check}
      </p>
    </div>
  );
}

/** On the phone, where a record opens over the log, the meaning of the failing line stands right under it. */
export function FailingLineMeaning({ line, format }: { line: FailingLine; format: string | null }) {
  const meaning = line.code === null ? null : explainCode(line.code, { format });
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
): { code: string; kind?: CodeKind } | null {
  const codes = findCodes(body.slice(0, SEARCHED_CHARACTERS));
  const failing = firstFailingLine?.recordNumber === recordNumber ? firstFailingLine.code : null;
  if (failing !== null) return codes.find(({ code }) => code === failing) ?? { code: failing };
  return codes.find(({ code, kind }) => explainCode(code, { format, kind }) !== null) ?? null;
}
