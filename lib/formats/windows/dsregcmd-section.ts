import type { JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";

/** A boxed section of `dsregcmd /status`. */
export interface DsregcmdSection {
  title: string;
  /** Without the box around the title. */
  body: string;
  values: ReadonlyMap<string, string>;
}

const TITLE = /^\s*\|\s{1,4}(\S.{0,120}?)\s*\|\s*$/;
const BORDER = /^\s*\+-{8,}\+\s*$/;
const MAX_VALUES = 300;
const MAX_KEY = 60;
const MAX_VALUE = 4000;

export function isSectionTitle(line: string): boolean {
  return line.length < 300 && TITLE.test(line);
}

export function isBorder(line: string): boolean {
  return line.length < 300 && BORDER.test(line);
}

/** Null when the text holds no title. */
export function readDsregcmdSection(text: string): DsregcmdSection | null {
  const lines = text.split("\n").map((line) => line.trimEnd());
  const titleAt = lines.findIndex(isSectionTitle);
  if (titleAt < 0) return null;
  const title = TITLE.exec(lines[titleAt] ?? "")?.[1] ?? "";
  const rest = lines.slice(titleAt + 1).filter((line) => line !== "" && !isBorder(line));
  const values = new Map<string, string>();
  for (const line of rest) {
    const [key, value] = keyAndValue(line) ?? [];
    if (key !== undefined && value !== undefined && values.size < MAX_VALUES) values.set(key, value);
  }
  return { title, body: [title, ...rest].join("\n"), values };
}

function keyAndValue(line: string): [string, string] | null {
  const at = line.indexOf(" :");
  const key = at < 0 ? "" : line.slice(0, at).trim();
  return key === "" || key.length > MAX_KEY
    ? null
    : [
        key,
        line
          .slice(at + 2)
          .trim()
          .slice(0, MAX_VALUE),
      ];
}

/** Attributes "dsregcmd.AzureAdJoined" and so on; blanks in names are left out. */
export function sectionAttributes(values: ReadonlyMap<string, string>): JsonObject | undefined {
  if (values.size === 0) return undefined;
  return Object.fromEntries([...values].map(([key, value]) => [`dsregcmd.${key.replaceAll(" ", "")}`, value]));
}

const NO_ERROR = /^(?:0x0+|0|200|none|success|n\/a|not set|-)?$/i;
const ERROR_KEY = /^(?:Client ErrorCode|Server Error ?(?:Sub)?Code|Attempt Status|HTTP Error|Error Phase)$/i;
const FAILED = /^(?:FAIL|ERROR\b)/i;
/** Not joined, or without a token: wrong for most devices, right for some. */
const EXPECTED_YES = new Set(["AzureAdJoined", "AzureAdPrt"]);

/** What is known to be wrong in a section. */
export function sectionSeverity(values: ReadonlyMap<string, string>): SeverityNumber {
  let severity: SeverityNumber = SEVERITY.info;
  for (const [key, value] of values) severity = Math.max(severity, valueSeverity(key, value));
  return severity;
}

function valueSeverity(key: string, value: string): SeverityNumber {
  // The account manager answers with an error wherever no user's session is asked about.
  if (key === "WamDefaultSet") return FAILED.test(value) ? SEVERITY.warn : SEVERITY.info;
  if (ERROR_KEY.test(key)) return NO_ERROR.test(value) ? SEVERITY.info : SEVERITY.error;
  if (FAILED.test(value)) return SEVERITY.error;
  return EXPECTED_YES.has(key) && value === "NO" ? SEVERITY.warn : SEVERITY.info;
}
