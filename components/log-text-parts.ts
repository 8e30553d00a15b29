import type { CodeKind } from "#lib/codes/code-meaning.ts";
import { findCodes } from "#lib/codes/find-codes.ts";

/** One stretch of log text as it is shown: as it stands, as a visible mark for a character that can't be seen, or emphasised. */
export type LogTextPart = { /** Where in the original text. */ at: number; text: string } & (
  | { kind: "text" }
  | {
      kind: "code";
      /** It is the one that was asked for. */
      isEmphasised: boolean;
      /** What the words around it say. */
      codeKind?: CodeKind;
    }
  | { kind: "mark" | "break"; title: string }
  | { kind: "redacted" /** The rule that replaced it. */; rule: string }
);

export interface LogTextOptions {
  /** Shows line breaks as marks, so that a record stays on one row. */
  isOneLine?: boolean;
  /** Emphasised wherever it occurs: the code of a failing line. */
  code?: string | null;
  /** Also cuts out every other code that stands in the text. */
  hasCodes?: boolean;
}

/**
 * Control characters (C0 but tab and line feed, C1, DEL), everything that changes the direction of text, and
 * characters without width. They can hide or reorder what a person reads; joiners that scripts need are left alone.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose.
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\u206A-\u206F\uFEFF\uFFF9-\uFFFB]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|\u{DB40}[\uDC00-\uDFFF]|\n/gu;

/** Cuts log text into parts that are safe to show; the text of all parts but marks is the text itself. */
export function logTextParts(text: string, options: LogTextOptions = {}): LogTextPart[] {
  const { isOneLine = false } = options;
  const parts: LogTextPart[] = [];
  const spans = spansOf(text, options);
  let start = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const found = match[0];
    if (found === "\n" && !isOneLine) continue;
    pushText(parts, text, { start, end: match.index, spans });
    // A CR before LF is the other half of one line end.
    const isHalfBreak = found === "\r" && text[match.index + 1] === "\n";
    const at = match.index;
    if (found === "\n") parts.push({ kind: "break", at, text: "↵", title: "Line break" });
    else if (!isHalfBreak) parts.push({ kind: "mark", at, text: markText(found), title: markTitle(found) });
    start = match.index + found.length;
  }
  pushText(parts, text, { start, end: text.length, spans });
  return parts;
}

interface Span {
  start: number;
  end: number;
  part: { kind: "code"; isEmphasised: boolean; codeKind?: CodeKind } | { kind: "redacted"; rule: string };
}

/** What redaction leaves of what it masked, see lib/normalise/redact: a team's own names need more than one star. */
const REDACTED = /(?<!\*)\*(?:(password|token|email|ipv4|ipv6)\*+|([a-z][a-z0-9-]{0,23})\*{2,})/g;

/** Where redacted stretches and codes stand, in order and without overlap. */
function spansOf(text: string, options: LogTextOptions): Span[] {
  const codes = codesOf(text, options);
  if (!text.includes("**")) return codes;
  const redacted = Array.from(text.matchAll(REDACTED), (match): Span => {
    const rule = match[1] ?? match[2] ?? "";
    return { start: match.index, end: match.index + match[0].length, part: { kind: "redacted", rule } };
  });
  if (redacted.length === 0) return codes;
  const others = codes.filter(({ start, end }) => redacted.every((span) => end <= span.start || start >= span.end));
  return [...redacted, ...others].sort((a, b) => a.start - b.start);
}

/** Where codes stand, in order and without overlap; the emphasised one wins. */
function codesOf(text: string, { code, hasCodes }: LogTextOptions): Span[] {
  const spans: Span[] = [];
  for (let at = code ? text.indexOf(code) : -1; code && at >= 0; at = text.indexOf(code, at + code.length)) {
    spans.push({ start: at, end: at + code.length, part: { kind: "code", isEmphasised: true } });
  }
  if (!hasCodes) return spans;
  const others = findCodes(text)
    .filter(({ start, end }) => spans.every((span) => end <= span.start || start >= span.end))
    .map(({ start, end, kind }): Span => ({ start, end, part: { kind: "code", isEmphasised: false, codeKind: kind } }));
  return others.length === 0 ? spans : [...spans, ...others].sort((a, b) => a.start - b.start);
}

function pushText(
  parts: LogTextPart[],
  text: string,
  { start, end, spans }: { start: number; end: number; spans: readonly Span[] },
): void {
  let at = start;
  for (const span of spans) {
    if (span.start < at || span.end > end) continue;
    if (span.start > at) parts.push({ kind: "text", at, text: text.slice(at, span.start) });
    parts.push({ at: span.start, text: text.slice(span.start, span.end), ...span.part });
    at = span.end;
  }
  if (at < end) parts.push({ kind: "text", at, text: text.slice(at, end) });
}

function markText(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x20) return String.fromCodePoint(0x2400 + point);
  if (point === 0x7f) return "␡";
  return codePointName(point);
}

function markTitle(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return [codePointName(point), NAMES[point] ?? fallbackName(point)].join(", ");
}

function codePointName(point: number): string {
  return `U+${point.toString(16).toUpperCase().padStart(4, "0")}`;
}

function fallbackName(point: number): string {
  if (point >= 0xd800 && point <= 0xdfff) return "half of a character";
  return point < 0xa0 ? "control character" : "character that can't be seen";
}

const NAMES: Record<number, string> = {
  0: "NUL",
  7: "bell",
  8: "backspace",
  13: "carriage return",
  27: "escape",
  173: "soft hyphen",
  1564: "Arabic letter mark",
  8203: "zero width space",
  8206: "left-to-right mark",
  8207: "right-to-left mark",
  8232: "line separator",
  8233: "paragraph separator",
  8234: "left-to-right embedding",
  8235: "right-to-left embedding",
  8236: "end of direction change",
  8237: "left-to-right override",
  8238: "right-to-left override",
  8294: "left-to-right isolate",
  8295: "right-to-left isolate",
  8296: "first strong isolate",
  8297: "end of isolate",
  65279: "byte order mark",
};
