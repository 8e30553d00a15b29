import type { CodeKind, CodeMeaning } from "./code-meaning.ts";
import { explainByRule } from "./code-rules.ts";
import { codeValue, FIRST_HRESULT, hexText } from "./code-value.ts";
import { allRows, type KnownCode, MESSAGES, PLAIN, STATUSES, SYSTEM, tableOfFormat } from "./known-codes.ts";

export { codeValue } from "./code-value.ts";

/** What is known about where a code stands. */
export interface CodeContext {
  /** Id of the log's format: in an installer's log the numbers of its messages come first. */
  format?: string | null;
  /** What the words around it say; `findCodes` tells. */
  kind?: CodeKind;
}

/**
 * What a code means: decimal as installers return it ("1603", "-2147023293") or hexadecimal ("0x80070534").
 * Null for a code we have no words for; `describeCode` then says what its parts tell.
 */
export function explainCode(code: string, context: CodeContext = {}): CodeMeaning | null {
  const value = codeValue(code);
  if (value === null) return null;
  if (context.kind === "http") return found(STATUSES, value, String(value));
  if (value >= FIRST_HRESULT) return explainHresult(value);
  if (/^0x/i.test(code.trim())) return found(SYSTEM, value, hexText(value)) ?? found(PLAIN, value, hexText(value));
  const own = context.kind === "error" || context.kind === "message" ? null : tableOfFormat(context.format ?? null);
  const mine = own === null ? null : found(own, value, String(value));
  if (mine !== null) return mine;
  const isMessage = context.kind === "message" || (context.kind !== "exit" && (context.format ?? "msi") === "msi");
  const tables = isMessage ? [MESSAGES, PLAIN] : [PLAIN, MESSAGES];
  return (
    found(tables[0], value, String(value)) ??
    found(tables[1], value, String(value)) ??
    explainByRule(value, context.format ?? null) ??
    // A failed answer of a web server, where nothing says that the number is another thing.
    (context.kind === undefined && value >= 400 ? found(STATUSES, value, String(value)) : null)
  );
}

/** Every code there are words for, as people look it up. */
export function allMeanings(): CodeMeaning[] {
  return allRows();
}

const FACILITY_WIN32 = 0x8007;
const FACILITY_HTTP = 0x8019;
/** HRESULT_FROM_NT sets this bit on an NTSTATUS. */
const NT_BIT = 0x10000000;

function explainHresult(value: number): CodeMeaning | null {
  const code = hexText(value);
  const own = found(SYSTEM, value, code);
  if (own) return own;
  const low = value % 65_536;
  switch (Math.floor(value / 65_536)) {
    case FACILITY_WIN32:
      return found(PLAIN, low, code);
    case FACILITY_HTTP:
      return low >= 300 && low < 600 ? explainHttp(low, code) : null;
    default:
      return (value & NT_BIT) !== 0 && value >= 0xd0000000 ? found(SYSTEM, value - NT_BIT, code) : null;
  }
}

/** Downloads put the status of the server's answer into the low half. */
function explainHttp(status: number, code: string): CodeMeaning {
  const known = found(STATUSES, status, code);
  return {
    code,
    name: `HTTP_E_STATUS_${status}`,
    title: `Server answered ${status}`,
    meaning: known?.meaning ?? `The server answered with HTTP status ${status}.`,
    check: status >= 500 ? "Run it again later; check the server." : "Check the address, proxy and rights.",
    role: "cause",
    source: "HTTP",
  };
}

function found(table: ReadonlyMap<number, KnownCode> | undefined, value: number, code: string): CodeMeaning | null {
  const known = table?.get(value);
  return known ? { ...known, code } : null;
}
