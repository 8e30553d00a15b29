import type { CodeMeaning } from "./code-meaning.ts";
import type { CodeRow } from "./code-table.ts";
import { HRESULT_CODES } from "./hresult-codes.ts";
import { INSTALLER_CODES } from "./installer-codes.ts";
import { INSTALLER_MESSAGES } from "./installer-messages.ts";
import { MANAGEMENT_CODES } from "./management-codes.ts";
import { UPDATE_CODES } from "./update-codes.ts";
import { WINDOWS_CODES } from "./windows-codes.ts";

/** What is known about where a code stands. */
export interface CodeContext {
  /** Id of the log's format: in an installer's log the numbers of its messages come first. */
  format?: string | null;
}

/**
 * What a code means: decimal as installers return it ("1603", "-2147023293") or hexadecimal ("0x80070534").
 * Null for a code we have no words for.
 */
export function explainCode(code: string, context: CodeContext = {}): CodeMeaning | null {
  const value = codeValue(code);
  if (value === null) return null;
  if (value >= FIRST_HRESULT) return explainHresult(value);
  if (/^0x/i.test(code.trim())) return meaningOf(PLAIN, value, hex(value));
  const isInstallerLog = (context.format ?? "msi") === "msi";
  const tables = isInstallerLog ? [MESSAGES, PLAIN] : [PLAIN, MESSAGES];
  return meaningOf(tables[0], value, String(value)) ?? meaningOf(tables[1], value, String(value));
}

/** The unsigned number of a code as written, or null when it is none of 32 bits. */
export function codeValue(code: string): number | null {
  const text = code.trim();
  if (!/^(?:0x[0-9a-f]{1,8}|-?\d{1,10})$/i.test(text)) return null;
  const value = Number(text);
  if (value < -(2 ** 31) || value >= 2 ** 32) return null;
  return value < 0 ? value + 2 ** 32 : value;
}

/** Every code there are words for, as people look it up. */
export function allMeanings(): CodeMeaning[] {
  return TABLES.flatMap(({ rows, source }) => rows.map((row) => toMeaning(row, source)));
}

const FIRST_HRESULT = 0x80000000;
const FACILITY_WIN32 = 0x8007;
const FACILITY_HTTP = 0x8019;

const TABLES: readonly { rows: readonly CodeRow[]; source: string }[] = [
  { rows: INSTALLER_CODES, source: "Windows Installer" },
  { rows: INSTALLER_MESSAGES, source: "Windows Installer messages" },
  { rows: WINDOWS_CODES, source: "Windows" },
  { rows: HRESULT_CODES, source: "Windows" },
  { rows: UPDATE_CODES, source: "Windows Update and servicing" },
  { rows: MANAGEMENT_CODES, source: "Device management" },
];

type Table = Map<number, CodeMeaning>;

const PLAIN = tableOf([INSTALLER_CODES, WINDOWS_CODES]);
const MESSAGES = tableOf([INSTALLER_MESSAGES]);
const HRESULTS = tableOf([HRESULT_CODES, UPDATE_CODES, MANAGEMENT_CODES]);

function tableOf(tables: readonly (readonly CodeRow[])[]): Table {
  const known = TABLES.filter(({ rows }) => tables.includes(rows));
  return new Map(known.flatMap(({ rows, source }) => rows.map((row) => [row.value, toMeaning(row, source)] as const)));
}

function explainHresult(value: number): CodeMeaning | null {
  const code = hex(value);
  const own = meaningOf(HRESULTS, value, code);
  if (own) return own;
  const low = value % 65_536;
  switch (Math.floor(value / 65_536)) {
    case FACILITY_WIN32:
      return meaningOf(PLAIN, low, code);
    case FACILITY_HTTP:
      return low >= 300 && low < 600 ? explainHttp(low, code) : null;
    default:
      return null;
  }
}

/** Downloads put the status of the server's answer into the low half. */
function explainHttp(status: number, code: string): CodeMeaning {
  return {
    code,
    name: `HTTP_E_STATUS_${status}`,
    title: `Server answered ${status}`,
    meaning: HTTP_MEANINGS[status] ?? `The server answered with HTTP status ${status}.`,
    check: status >= 500 ? "Run it again later; check the server." : "Check the address, proxy and rights.",
    role: "cause",
    source: "HTTP",
  };
}

const HTTP_MEANINGS: Record<number, string> = {
  401: "The server asks for a sign-in that was not given.",
  403: "The server refused the request.",
  404: "What was to be downloaded does not exist on the server.",
  407: "The proxy asks for a sign-in that was not given.",
  408: "The server waited too long for the request.",
  500: "The server failed with an internal error.",
  502: "A gateway got no valid answer from the server behind it.",
  503: "The server is not available now.",
  504: "A gateway got no answer in time from the server behind it.",
};

function meaningOf(table: Table | undefined, value: number, code: string): CodeMeaning | null {
  const found = table?.get(value);
  return found ? { ...found, code } : null;
}

function toMeaning({ value, ...words }: CodeRow, source: string): CodeMeaning {
  return { code: written(value), ...words, source };
}

function written(value: number): string {
  return value >= FIRST_HRESULT ? hex(value) : String(value);
}

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(8, "0")}`;
}
