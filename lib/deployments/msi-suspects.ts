import type { FailingLine } from "#lib/model/log-file.ts";
import type { LogRecord } from "#lib/model/log-record.ts";
import { failingLine } from "./failing-line.ts";

/** The earliest line of each strength since the installer began its current step. */
export interface MsiSuspects {
  /** States an error with its code. */
  strong: FailingLine | null;
  /** Internal note with the number of an error message. */
  note: FailingLine | null;
  /** Sounds like an error, or announces another try. */
  weak: FailingLine | null;
}

const MAX_LINES = 300;
const NUMBERED_ERROR =
  /(?:^| -- )(?:error|fehler|erreur|errore?|erro|fout|fel|feil|fejl|virhe|błąd|chyba|hiba|ошибка|エラー|错误|錯誤|오류) ?\d{4,5}[.:。]/iu;
const CUSTOM_ACTION = /returned actual error code (?!0\b)-?\d+/;
const HRESULT_ERROR =
  /\b(?:error|failed|failure|fatal|exception)\b.{0,200}?\b0x8[0-9a-f]{7}\b|\b0x8[0-9a-f]{7}\b.{0,200}?\b(?:error|failed)\b/i;
const EXCEPTION = /^Exception thrown by custom action|^(?:Unhandled exception|System\.[\w.]{1,80}Exception)\b/i;
const ERROR_NOTE =
  /^Note: 1: (?:13(?:0[1-9]|1\d|2[0-9]|3[0-6])|16(?:06|07)|17(?:0[1-6]|1[0-9]|2[0-3]|3[02])|19(?:0[1-9]|[1-4]\d))\b/;
const PRODUCT_MESSAGE = /^\p{L}{3,20}\s?[:：] .{1,200} -- /u;
const SOUNDS_BAD = /\b(?:error|failed|failure|cannot|could not|unable to|denied|not found)\b/i;
const TRIES_AGAIN = /\b(?:retry|retrying|retries|try(?:ing)? again|will try|attempt \d)/i;
const TRY_SUCCEEDED =
  /\b(?:retry|attempt|try)\b.{0,60}\b(?:succeeded|successful|success|ok|worked)\b|\b(?:succeeded|opened|done|worked|ok)\b.{0,20} (?:on|after|at) (?:the )?(?:retry|attempt|second|third|\d)/i;
const IS_QUIET = /^(?:Executing op|Machine policy|User policy|PROPERTY CHANGE|DEBUG|Doing action|Error in rollback)/;

/** One cheap look that nearly every line of a healthy log fails. */
const MAYBE =
  /error|fehler|erreur|erro |fout|fel |feil|fejl|virhe|błąd|chyba|hiba|ошибка|エラー|错误|錯誤|오류|fail|fatal|0x8|exception|Note: 1: 1| -- |cannot|could not|unable|denied|not found|attempt|retr|try/i;

export function noSuspects(): MsiSuspects {
  return { strong: null, note: null, weak: null };
}

/** Looks at every line of a record; a retry that worked clears what came before it. */
export function observeSuspects(suspects: MsiSuspects, record: LogRecord): void {
  if (!MAYBE.test(record.body)) return;
  for (const line of record.body.split("\n", MAX_LINES)) {
    const text = line.length > 1000 ? line.slice(0, 1000) : line;
    if (TRY_SUCCEEDED.test(text)) Object.assign(suspects, noSuspects());
    else observeLine(suspects, record, text);
  }
}

export function likeliestCause(suspects: MsiSuspects): FailingLine | null {
  return suspects.strong ?? suspects.note ?? suspects.weak;
}

function observeLine(suspects: MsiSuspects, record: LogRecord, text: string): void {
  if (IS_QUIET.test(text)) return;
  if (ERROR_NOTE.test(text)) suspects.note ??= failingLine(record, text);
  else if (isError(text) && !TRIES_AGAIN.test(text)) suspects.strong ??= failingLine(record, text);
  else if (PRODUCT_MESSAGE.test(text) || (SOUNDS_BAD.test(text) && !text.startsWith("Note: "))) {
    suspects.weak ??= failingLine(record, text);
  }
}

function isError(text: string): boolean {
  if (text.includes("translated to success")) return false;
  return (
    NUMBERED_ERROR.test(text) || CUSTOM_ACTION.test(text) || HRESULT_ERROR.test(text) || EXCEPTION.test(text.trim())
  );
}
