import type { CodeMeaning } from "./code-meaning.ts";
import type { CodeRow } from "./code-table.ts";
import { hexText } from "./code-value.ts";
import { CCMSETUP_CODES, CHOCOLATEY_CODES, INNO_CODES, PSADT_CODES } from "./deployment-codes.ts";
import { HRESULT_CODES } from "./hresult-codes.ts";
import { HTTP_CODES } from "./http-codes.ts";
import { INSTALLER_CODES } from "./installer-codes.ts";
import { INSTALLER_MESSAGES } from "./installer-messages.ts";
import { MANAGEMENT_CODES } from "./management-codes.ts";
import { NETWORK_CODES } from "./network-codes.ts";
import { UPDATE_CODES } from "./update-codes.ts";
import { WINDOWS_CODES } from "./windows-codes.ts";

export type KnownCode = CodeMeaning;

interface CodeSource {
  rows: readonly CodeRow[];
  source: string;
}

const PLAIN_SOURCES: readonly CodeSource[] = [
  { rows: INSTALLER_CODES, source: "Windows Installer" },
  { rows: WINDOWS_CODES, source: "Windows" },
  { rows: NETWORK_CODES, source: "Windows" },
  { rows: PSADT_CODES, source: "PSAppDeployToolkit" },
];
const MESSAGE_SOURCES: readonly CodeSource[] = [{ rows: INSTALLER_MESSAGES, source: "Windows Installer messages" }];
const SYSTEM_SOURCES: readonly CodeSource[] = [
  { rows: HRESULT_CODES, source: "Windows" },
  { rows: UPDATE_CODES, source: "Windows Update and servicing" },
  { rows: MANAGEMENT_CODES, source: "Device management" },
];
const STATUS_SOURCES: readonly CodeSource[] = [{ rows: HTTP_CODES, source: "HTTP" }];
const OWN_SOURCES = {
  chocolatey: { rows: CHOCOLATEY_CODES, source: "Chocolatey" },
  inno: { rows: INNO_CODES, source: "Inno Setup" },
  ccmsetup: { rows: CCMSETUP_CODES, source: "Configuration Manager" },
} satisfies Record<string, CodeSource>;

/** Numbers from here on are written in hexadecimal; exit codes of packages stay below. */
const FIRST_HEX = 0x100000;

/** Win32 errors and exit codes by number. */
export const PLAIN = tableOf(PLAIN_SOURCES);
/** Numbered messages of Windows Installer. */
export const MESSAGES = tableOf(MESSAGE_SOURCES);
/** HRESULTs and NTSTATUS by unsigned number. */
export const SYSTEM = tableOf(SYSTEM_SOURCES);
/** HTTP statuses. */
export const STATUSES = tableOf(STATUS_SOURCES);

const OWN = new Map(Object.entries(OWN_SOURCES).map(([format, source]) => [format, tableOf([source])]));

/** Exit codes that mean something of their own in logs of one format. */
export function tableOfFormat(format: string | null): ReadonlyMap<number, KnownCode> | null {
  return format === null ? null : (OWN.get(format) ?? null);
}

/** Every code there are words for. */
export function allRows(): CodeMeaning[] {
  const sources = [...PLAIN_SOURCES, ...MESSAGE_SOURCES, ...SYSTEM_SOURCES, ...STATUS_SOURCES];
  return [...sources, ...Object.values(OWN_SOURCES)].flatMap(meanings);
}

function tableOf(sources: readonly CodeSource[]): ReadonlyMap<number, KnownCode> {
  return new Map(
    sources
      .flatMap((from) => {
        const known = meanings(from);
        return from.rows.map((row, index) => [row.value, known[index]] as const);
      })
      .filter((entry): entry is readonly [number, KnownCode] => entry[1] !== undefined),
  );
}

function meanings({ rows, source }: CodeSource): CodeMeaning[] {
  return rows.map(({ value, ...words }) => {
    const code = value >= FIRST_HEX ? hexText(value) : String(value);
    return { code, ...words, source };
  });
}
