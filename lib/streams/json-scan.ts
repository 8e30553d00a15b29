type Units = Uint8Array | Uint16Array;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const NEWLINE = 10;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/** Where the scanner stands within a JSON value; small, so that a value cut in two can be scanned on. */
export interface JsonScan {
  depth: number;
  inString: boolean;
  isEscaped: boolean;
}

export function newScan(): JsonScan {
  return { depth: 0, inString: false, isEscaped: false };
}

/**
 * End of the JSON value that `scan` stands in, or -1 when it is not within `from` to `to`; `scan` then stands at `to`.
 * A broken value ends early, so that it does not take its neighbours along: at a line end inside a string, and before a
 * line that starts with `{"`.
 */
export function valueEnd(units: Units, from: number, to: number, scan: JsonScan): number {
  let at = from;
  while (at < to) {
    if (scan.inString) {
      at = stringEnd(units, at, to, scan);
      if (scan.inString) return at < to ? at : -1;
      continue;
    }
    const unit = units[at] ?? 0;
    if (unit === QUOTE) {
      scan.inString = true;
    } else if (unit === OPEN_BRACE || unit === OPEN_BRACKET) {
      scan.depth++;
    } else if (unit === CLOSE_BRACE || unit === CLOSE_BRACKET) {
      if (scan.depth === 0) return unit === CLOSE_BRACKET ? at : at + 1;
      if (--scan.depth === 0) return at + 1;
    } else if (unit === NEWLINE || unit === COMMA) {
      if (scan.depth === 0) return at;
      if (unit === NEWLINE && units[at + 1] === OPEN_BRACE && units[at + 2] === QUOTE) return at + 1;
    }
    at++;
  }
  return -1;
}

/** Behind the closing quote (`inString` becomes false), behind a line end that breaks the string, or `to`. */
function stringEnd(units: Units, from: number, to: number, scan: JsonScan): number {
  let at = from;
  if (scan.isEscaped) {
    scan.isEscaped = false;
    at++;
  }
  for (; at < to; at++) {
    const unit = units[at] ?? 0;
    if (unit === QUOTE) {
      scan.inString = false;
      return at + 1;
    }
    if (unit === BACKSLASH) {
      at++;
      if (at >= to) scan.isEscaped = true;
    } else if (unit === NEWLINE) {
      // Only a break before `to` ends the value; the caller tells the two apart by the position.
      return at + 1 < to ? at + 1 : at;
    }
  }
  return to;
}

/** Behind white space and a byte order mark. */
export function skipSpace(units: Units, from: number): number {
  let at = from;
  if (units[at] === 0xef && units[at + 1] === 0xbb && units[at + 2] === 0xbf) at += 3;
  while (at < units.length && isSpace(units[at] ?? 0)) at++;
  return at;
}

/** Behind white space and commas. */
export function skipSeparators(units: Units, from: number): number {
  let at = from;
  while (at < units.length && (isSpace(units[at] ?? 0) || units[at] === COMMA)) at++;
  return at;
}

/** White space, and what some senders put between values: NUL (GELF over TCP, reserved space) and RS (RFC 7464). */
function isSpace(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 0 || unit === 0x1e || unit === 0xfeff;
}

/**
 * True when the object at `at` is followed by another on the same line, as senders write them that end no lines; false
 * when not, null when the units end before that shows.
 */
export function isJoined(units: Units, at: number): boolean | null {
  const end = valueEnd(units, at, units.length, newScan());
  if (end === -1) return null;
  let next = end;
  while (next < units.length && units[next] !== NEWLINE && isSpace(units[next] ?? 0)) next++;
  return next >= units.length ? null : units[next] === OPEN_BRACE;
}

/** True when an array of objects starts at `at`, false when not, null when the units end before that shows. */
export function startsArray(units: Units, at: number): boolean | null {
  if (units[at] !== OPEN_BRACKET) return false;
  const next = skipSpace(units, at + 1);
  return next >= units.length ? null : units[next] === OPEN_BRACE;
}

/** True when a line consists of an opening brace alone: a value written over many lines. */
export function startsSpreadObject(units: Units, at: number): boolean {
  if (units[at] !== OPEN_BRACE) return false;
  let next = at + 1;
  while (units[next] === 32 || units[next] === 9 || units[next] === 13) next++;
  return units[next] === NEWLINE;
}

export function isArrayEnd(units: Units, at: number): boolean {
  return units[at] === CLOSE_BRACKET;
}
