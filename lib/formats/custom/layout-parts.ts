export type TimeUnit =
  | "year"
  | "shortYear"
  | "month"
  | "monthName"
  | "day"
  | "hour"
  | "minute"
  | "second"
  | "fraction"
  | "half"
  | "zone"
  | "weekday";

/** `least` and `most` digits of a number. */
export type LayoutPart =
  | { kind: "literal"; text: string }
  | { kind: "unit"; unit: TimeUnit; least: number; most: number };

const STRFTIME: Readonly<Record<string, LayoutPart>> = {
  Y: digits("year", 4, 4),
  y: digits("shortYear", 2, 2),
  m: digits("month", 1, 2),
  b: digits("monthName", 0, 0),
  B: digits("monthName", 0, 0),
  h: digits("monthName", 0, 0),
  d: digits("day", 1, 2),
  e: digits("day", 1, 2),
  H: digits("hour", 1, 2),
  k: digits("hour", 1, 2),
  I: digits("hour", 1, 2),
  l: digits("hour", 1, 2),
  M: digits("minute", 1, 2),
  S: digits("second", 1, 2),
  f: digits("fraction", 1, 9),
  L: digits("fraction", 1, 9),
  N: digits("fraction", 1, 9),
  p: digits("half", 0, 0),
  P: digits("half", 0, 0),
  z: digits("zone", 0, 0),
  Z: digits("zone", 0, 0),
  a: digits("weekday", 0, 0),
  A: digits("weekday", 0, 0),
};
const STRFTIME_SHORT: Readonly<Record<string, string>> = { T: "%H:%M:%S", F: "%Y-%m-%d", D: "%m/%d/%y", R: "%H:%M" };

const JAVA: Readonly<Record<string, TimeUnit>> = {
  d: "day",
  H: "hour",
  h: "hour",
  m: "minute",
  s: "second",
  S: "fraction",
  a: "half",
  z: "zone",
  Z: "zone",
  X: "zone",
  x: "zone",
  E: "weekday",
};

/** The parts of a layout in strftime's or Java's tokens. @throws Error with a message for people */
export function layoutParts(layout: string): LayoutPart[] {
  return layout.includes("%") ? strftimeParts(layout) : javaParts(layout);
}

function strftimeParts(layout: string): LayoutPart[] {
  const full = layout.replace(/%([TFDR])/g, (_, token: string) => STRFTIME_SHORT[token] ?? "");
  const parts: LayoutPart[] = [];
  for (let at = 0; at < full.length; at++) {
    const character = full[at] ?? "";
    if (character !== "%") {
      parts.push({ kind: "literal", text: character });
      continue;
    }
    at++;
    // "%-d" is C's day without padding; numbers are read with and without.
    if (full[at] === "-") at++;
    const token = full[at] ?? "";
    const part = Object.hasOwn(STRFTIME, token) ? STRFTIME[token] : undefined;
    if (token === "%") parts.push({ kind: "literal", text: "%" });
    else if (part === undefined) throw new Error(`has the token %${token}, which is not known here`);
    else parts.push(part);
  }
  return parts;
}

function javaParts(layout: string): LayoutPart[] {
  const parts: LayoutPart[] = [];
  for (const [token] of layout.matchAll(/'(?:[^']|'')*'|([A-Za-z])\1*|[\s\S]/g)) {
    if (/^[A-Za-z]/.test(token)) parts.push(javaPart(token));
    else if (token.length > 1) parts.push({ kind: "literal", text: token === "''" ? "'" : unquoted(token) });
    else parts.push({ kind: "literal", text: token });
  }
  return parts;
}

function unquoted(token: string): string {
  return token.slice(1, -1).replaceAll("''", "'");
}

function javaPart(token: string): LayoutPart {
  const letter = token[0] ?? "";
  if (letter === "y" || letter === "u") {
    return token.length === 2 ? digits("shortYear", 2, 2) : digits("year", 4, 4);
  }
  if (letter === "M" || letter === "L") {
    return token.length > 2 ? digits("monthName", 0, 0) : digits("month", token.length, 2);
  }
  const unit = Object.hasOwn(JAVA, letter) ? JAVA[letter] : undefined;
  if (unit === undefined) throw new Error(`has the token ${token}, which is not known here; put text in quotes`);
  if (unit === "fraction") return digits("fraction", 1, 9);
  return digits(unit, Math.min(token.length, 2), 2);
}

function digits(unit: TimeUnit, least: number, most: number): LayoutPart {
  return { kind: "unit", unit, least, most };
}
