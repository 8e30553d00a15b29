import { isStamp, STAMP_LENGTH } from "./stamp-time.ts";

/** The columns of a line of Windows Setup, component servicing or DISM: "2026-11-18 08:14:02, Info   CBS   text". */
export interface SetupLine {
  level: string;
  /** "0x0606ae" of "[0x0606ae]"; empty in most lines. */
  messageId: string;
  /** Empty where the column is blank. */
  component: string;
  /** Where the message starts in the line. */
  messageAt: number;
}

const SPACE = 32;
/** Levels take 10 columns, message ids 10, components 6 and a blank: text without a component starts here. */
const NO_COMPONENT_AT = 50;
const WIDEST_LEVEL = 10;
const COMPONENT_WIDTH = 6;
const LEVEL_AT = STAMP_LENGTH + 2;
const COMPONENT_AT = 43;
const LEVEL = /\p{L}{2,20}(?: Error)?(?=[ \t]|$)/uy;
const MESSAGE_ID = /\[(0x[0-9a-fA-F]{1,8})[^\]\s]{0,40}\] */y;
const IN_CAPITALS = /^[A-Z][A-Z\d_.]+$/;
const COMPONENT = /[A-Za-z][\w.]{1,31}(?=\s|$)/y;

/** Whether a line starts with a time, a comma and a blank; all others continue the record above them. */
export function isSetupStart(line: string): boolean {
  return line.charCodeAt(STAMP_LENGTH) === 44 && line.charCodeAt(STAMP_LENGTH + 1) === SPACE && isStamp(line);
}

/** The columns of a starting line, or null when no level follows its time. */
export function readSetupLine(line: string): SetupLine | null {
  const level = levelOf(line);
  if (level === "") return null;
  const idAt = skipBlanks(line, LEVEL_AT + level.length);
  MESSAGE_ID.lastIndex = idAt;
  const id = line.charCodeAt(idAt) === 91 ? MESSAGE_ID.exec(line) : null;
  const textAt = idAt + (id?.[0].length ?? 0);
  const component = level.length <= WIDEST_LEVEL && textAt >= NO_COMPONENT_AT ? "" : componentAt(line, textAt);
  const messageAt = skipColumn(line, textAt, component);
  return { level, messageId: id?.[1] ?? "", component, messageAt };
}

function levelOf(line: string): string {
  // Nearly every line is one of these.
  if (line.startsWith("Info ", LEVEL_AT)) return "Info";
  if (line.startsWith("Error ", LEVEL_AT)) return "Error";
  LEVEL.lastIndex = LEVEL_AT;
  return LEVEL.exec(line)?.[0] ?? "";
}

/** A component fills its column of 6 or is longer; where blanks were collapsed only capitals tell it from a message. */
function componentAt(line: string, at: number): string {
  COMPONENT.lastIndex = at;
  const word = COMPONENT.exec(line)?.[0] ?? "";
  const end = at + word.length;
  const isPadded = word.length >= COMPONENT_WIDTH || end >= line.length || line.charCodeAt(end + 1) === SPACE;
  return (isPadded && at === COMPONENT_AT) || IN_CAPITALS.test(word) ? word : "";
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === SPACE || line.charCodeAt(at) === 9) at++;
  return at;
}

/** Behind the component's column, so that the indentation of a message stays. */
function skipColumn(line: string, at: number, component: string): number {
  if (component === "") return at;
  let end = at + Math.max(component.length, COMPONENT_WIDTH) + 1;
  const shortest = at + component.length;
  // Where blanks were collapsed the message starts earlier.
  while (end > shortest + 1 && line.charCodeAt(end - 1) !== SPACE) end--;
  for (let check = shortest; check < end; check++)
    if (line.charCodeAt(check) !== SPACE) return skipBlanks(line, shortest);
  return end;
}
