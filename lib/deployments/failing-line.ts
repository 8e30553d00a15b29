import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";

const MAX_TEXT_CHARS = 500;
const CODE = /\b(0x8[0-9a-f]{7})\b/i;
const PLAIN_CODE =
  /(?: -- |^)\p{L}{3,20} ?(\d{4,5})[.:。]|\berror code:? (-?\d{1,10})\b|\bExitCode:? (-?\d{1,10})\b|\bexit ?code:? ?[([]?(-?\d{1,10})\b|^Note: 1: (\d{4,5})\b|\breturn(?:ing| code)(?: =)? (-?\d{1,10})\b|\brc = (-?\d{1,10})\b/iu;

/** Names one line of a record as the one that explains a failure; `text` is the record's own line when absent. */
export function failingLine(record: LogRecord, text?: string, code?: string | null): FailingLine {
  const line = (text ?? firstLine(record.body)).trim().slice(0, MAX_TEXT_CHARS);
  return {
    recordNumber: record.recordNumber,
    byteOffset: record.byteOffset,
    timestampUs: record.timestampUs,
    text: line,
    code: code === undefined ? codeIn(line) : code,
  };
}

/** The error code a line carries, as written: a HRESULT first, else a numbered message or an exit code. */
export function codeIn(line: string): string | null {
  const hresult = CODE.exec(line)?.[1];
  if (hresult !== undefined) return hresult;
  return (
    PLAIN_CODE.exec(line)
      ?.slice(1)
      .find((group) => group !== undefined) ?? null
  );
}

function firstLine(body: string): string {
  const lineEnd = body.indexOf("\n");
  return lineEnd < 0 ? body : body.slice(0, lineEnd);
}
