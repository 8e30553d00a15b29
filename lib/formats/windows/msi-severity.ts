import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import type { MsiLine } from "./msi-line.ts";

const ENGINE_RESULT = /MainEngineThread\D{1,40}(-?\d+)/;
const NOTE = /^Note: 1: (\d+)/;
const CUSTOM_ACTION_RESULT = /returned actual error code -?\d+([^\n]*)/;
const NUMBERED_MESSAGE = /(?:^|\n| -- )(\p{L}{3,20}) ?(\d{4,5})[.:。]/u;
/** Quickly found, and rare. */
const HRESULT = /0x8/i;
const HRESULT_ERROR =
  /\b(?:error|failed|failure|exception)[^\n]{0,80}?\b0x8[0-9a-f]{7}\b|\b0x8[0-9a-f]{7}\b[^\n]{0,80}?\b(?:error|failed)/i;
const WARNING_WORD =
  /^(?:warn|avert|advert|aviso|avviso|waarsch|varning|advarsel|varoit|ostrze|upozor|figyelm|предупр|警告|경고)/iu;
const MESSAGE_WORD =
  /^(?:error|fehler|erreur|errore|erro\b|fout|fel\b|feil|fejl|virhe|błąd|chyba|hiba|ошибк|エラー|错误|錯誤|오류)/iu;
const STATUS = /[:：]\s?(\d{1,5})[.。]?$/u;

/** Exit codes of msi.h that are no failure: done, done and restarting, done once restarted. */
const SUCCESS_CODES = new Set([0, 1641, 3010]);
/** The user said no, or another installation has to end first. */
const SOFT_CODES = new Set([1602, 1604, 1618]);
/** Notes that state the end of an operation: installation, removal, advertisement or configuration failed. */
const FAILURE_NOTES = new Set([1708, 1725, 1727, 1729]);

/** Severity of one record by language-neutral evidence; internal notes such as 2265 are information. */
export function msiSeverity(line: MsiLine, text: string): SeverityNumber {
  if (line.kind === "action" && line.step === "ended") {
    if (line.returnValue === 3) return SEVERITY.error;
    if (line.returnValue === 2) return SEVERITY.warn;
  }
  if (line.kind === "property" || line.kind === "header") return SEVERITY.info;
  return ofText(text.length > 8192 ? text.slice(0, 8192) : text);
}

function ofText(text: string): SeverityNumber {
  const note = text.startsWith("Note: 1: ") ? NOTE.exec(text)?.[1] : undefined;
  if (note !== undefined) return FAILURE_NOTES.has(Number(note)) ? SEVERITY.error : continued(text);
  const result = (text.includes("MainEngineThread") ? ENGINE_RESULT.exec(text)?.[1] : undefined) ?? statusOf(text);
  if (result !== undefined) return ofExitCode(Number(result));
  if (text.startsWith("DEBUG:")) return SEVERITY.debug;
  const customAction = text.includes("returned actual") ? CUSTOM_ACTION_RESULT.exec(text)?.[1] : undefined;
  if (customAction !== undefined)
    return customAction.includes("translated to success") ? SEVERITY.warn : SEVERITY.error;
  return ofMessage(text);
}

/** "... Installation success or error status: 1603.": the sentence is localised, its end is not. */
function statusOf(text: string): string | undefined {
  if (!text.includes("Windows Installer")) return undefined;
  return STATUS.exec(text.trimEnd().slice(-20))?.[1];
}

/** A note is information, but lines of a custom action may follow it in the same record. */
function continued(text: string): SeverityNumber {
  const lineEnd = text.indexOf("\n");
  return lineEnd < 0 ? SEVERITY.info : ofText(text.slice(lineEnd + 1).trimStart());
}

function ofMessage(text: string): SeverityNumber {
  const word = NUMBERED_MESSAGE.exec(text)?.[1];
  if (word !== undefined && WARNING_WORD.test(word)) return SEVERITY.warn;
  if (word !== undefined && MESSAGE_WORD.test(word)) return SEVERITY.error;
  if ((HRESULT.test(text) && HRESULT_ERROR.test(text)) || text.includes("Exception thrown by custom action"))
    return SEVERITY.error;
  if (text.includes(" -- ") && / -- [^\n]{0,200}\bfailed\b/.test(text)) return SEVERITY.error;
  return text.startsWith("Error in rollback") ? SEVERITY.warn : SEVERITY.info;
}

function ofExitCode(code: number): SeverityNumber {
  if (SUCCESS_CODES.has(code)) return SEVERITY.info;
  return SOFT_CODES.has(code) ? SEVERITY.warn : SEVERITY.error;
}
