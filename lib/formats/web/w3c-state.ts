import { MONTHS } from "#lib/formats/month-names.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";

/** What the directives so far say; goes through the checkpoint. */
export interface W3cState {
  fields: string[];
  /** Separates values; "auto" = spaces, or tabs where a line has one. */
  delimiter: "auto" | ",";
  /** Of the last #Date, as 2025-10-09; for records that have only a time. */
  date: string | null;
  isLocal: boolean;
  software: string;
}

export const NO_DIRECTIVES: W3cState = { fields: [], delimiter: "auto", date: null, isLocal: false, software: "" };

const DIRECTIVE = /^#\s{0,4}([A-Za-z][\w-]{0,30}(?: Format)?)\s{0,4}:[ \t]{0,8}/;
const DATE = /\d{4}-\d\d-\d\d/;
/** As the working draft's own example writes it: 12-Jan-1996. */
const DRAFT_DATE = /^(\d{1,2})-([A-Z][a-z]{2})-(\d{4})/;

/** The state after a line that starts with #; the same one for comments. */
export function readDirective(line: string, state: W3cState): W3cState {
  const match = DIRECTIVE.exec(line);
  if (match === null) return state;
  const value = line.slice(match[0].length).trim();
  switch (match[1]?.toLowerCase()) {
    case "fields":
      return { ...state, ...readFields(value) };
    case "date":
    case "start-date":
      return { ...state, date: readDate(value) ?? state.date };
    case "time format":
      return { ...state, isLocal: value.toLowerCase() === "local" };
    case "software":
      return { ...state, software: value.slice(0, 200) };
    default:
      return state;
  }
}

function readDate(value: string): string | null {
  const [, day = "", monthName = "", year = ""] = DRAFT_DATE.exec(value) ?? [];
  const month = MONTHS.indexOf(monthName) + 1;
  if (month === 0) return DATE.exec(value)?.[0] ?? null;
  return `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function readFields(value: string): Pick<W3cState, "fields" | "delimiter"> {
  const isComma = value.includes(",") && !/\s/.test(value);
  return { fields: value.split(isComma ? "," : /\s+/, 500), delimiter: isComma ? "," : "auto" };
}

export function parseW3cState(state: Json | undefined): W3cState {
  if (typeof state !== "object" || state === null || Array.isArray(state)) return NO_DIRECTIVES;
  const { fields, delimiter, date, isLocal, software } = state;
  return {
    fields: Array.isArray(fields) ? fields.map(String) : [],
    delimiter: delimiter === "," ? "," : "auto",
    date: typeof date === "string" ? date : null,
    isLocal: isLocal === true,
    software: typeof software === "string" ? software : "",
  };
}

export function w3cStateJson({ fields, delimiter, date, isLocal, software }: W3cState): JsonObject {
  return { fields, delimiter, date, isLocal, software };
}
