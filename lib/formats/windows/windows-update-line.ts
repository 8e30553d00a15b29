/** The columns of a line of WindowsUpdate.log, old (tabs, milliseconds) or decoded (blanks, seven digits). */
export interface WindowsUpdateLine {
  /** Date and time to the second, one blank between them. */
  stamp: string;
  /** Digits of the fraction of a second. */
  fraction: string;
  processId: string;
  threadId: string;
  /** Empty where the column is blank. */
  component: string;
  /** Where the message starts in the line. */
  messageAt: number;
}

// The decoder writes with the separators of the machine's culture: 2026/11/18, 2026-11-18, 2026.11.18, 08:14 or 08.14.
const START =
  /^(\d{4}[-/.]\d\d[-/.]\d\d)[ \t]{1,4}(\d\d[:.]\d\d[:.]\d\d)(?::(\d{3})|[.,](\d{3,7}))[ \t]{1,8}([\da-fA-F]{1,8})[ \t]{1,8}([\da-fA-F]{1,8})(?=[ \t]|$)/;
const COMPONENT = /[A-Za-z][\w.]{0,30}(?=[ \t]|$)/y;

/** Whether a line starts a record; all others continue the one above. */
export function isWindowsUpdateStart(line: string): boolean {
  const digit = line.charCodeAt(0);
  return digit >= 48 && digit <= 57 && START.test(line);
}

/** The same by milliseconds behind a colon, or seven digits: shapes that others don't have. */
export function isTypicalStart(line: string): boolean {
  const match = isWindowsUpdateStart(line) ? START.exec(line) : null;
  return match !== null && (match[3] !== undefined || match[4]?.length === 7);
}

export function readWindowsUpdateLine(line: string): WindowsUpdateLine | null {
  const match = START.exec(line);
  if (match === null) return null;
  const [prefix, date = "", time = "", milliseconds = "", ticks = "", processId = "", threadId = ""] = match;
  const componentAt = skipBlanks(line, prefix.length);
  COMPONENT.lastIndex = componentAt;
  const component = COMPONENT.exec(line)?.[0] ?? "";
  const messageAt = skipColumn(line, componentAt, component.length);
  return { stamp: `${date} ${time}`, fraction: milliseconds || ticks, processId, threadId, component, messageAt };
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) === 32 || line.charCodeAt(at) === 9) at++;
  return at;
}

/** A tab, or the blanks up to the end of the column of 16: what is further in is the message's own indentation. */
function skipColumn(line: string, componentAt: number, width: number): number {
  if (width === 0) return componentAt;
  const end = componentAt + width;
  if (line.charCodeAt(end) === 9) return end + 1;
  const column = Math.max(end + 1, componentAt + 16);
  return Math.min(skipBlanks(line, end), column);
}
