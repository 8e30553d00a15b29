import { RE2JS } from "re2js";

/** Bigger programs cost more memory and time than a rule is worth. */
const MAX_PROGRAM_SIZE = 4000;
const MAX_KEPT = 500;
const CHUNK_CHARACTERS = 16 * 1024;

export interface PatternHit {
  index: number;
  text: string;
}

const kept = new Map<string, LinearPattern>();

/** The compiled pattern, from a cache. @throws Error with a message for people when it is no pattern that RE2 knows */
export function linearPattern(source: string): LinearPattern {
  const known = kept.get(source);
  if (known) return known;
  const made = new LinearPattern(source);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(source, made);
  return made;
}

/** What is wrong with a pattern, in words; null = nothing. */
export function patternProblem(source: string): string | null {
  try {
    linearPattern(source);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A regular expression that takes linear time on any text. Case does not matter; `^` and `$` are a line's. */
export class LinearPattern {
  readonly #pattern: RE2JS;

  constructor(source: string) {
    this.#pattern = compiled(source);
    if (this.#pattern.programSize() > MAX_PROGRAM_SIZE) {
      throw new Error("is too large once its repetitions are written out; use fewer or smaller ones");
    }
  }

  isIn(text: string): boolean {
    return this.#pattern.test(text);
  }

  /** The first match whose first group is none of `except`. */
  find(text: string, except: readonly string[] = []): PatternHit | null {
    if (!this.#pattern.test(text)) return null;
    // Finding the place costs ten times what the test does: done where the test says it is.
    for (let from = 0; from < text.length; ) {
      const to = chunkEnd(text, from);
      const chunk = text.slice(from, to);
      const hit = this.#pattern.test(chunk) ? this.#firstIn(chunk, except) : null;
      if (hit) return { ...hit, index: hit.index + from };
      from = to;
    }
    // A match over the end of a piece; with `except` the pieces have seen what lines hold.
    return except.length > 0 ? null : this.#firstIn(text, except);
  }

  /** Where all matches stand, of a first group where there is one; empty ones are left out. */
  spans(text: string): { start: number; end: number }[] {
    const found: { start: number; end: number }[] = [];
    if (!this.#pattern.test(text)) return found;
    for (let from = 0; from < text.length; ) {
      const to = chunkEnd(text, from);
      const chunk = text.slice(from, to);
      if (this.#pattern.test(chunk)) found.push(...this.#spansIn(chunk, from));
      from = to;
    }
    return found;
  }

  #spansIn(text: string, offset: number): { start: number; end: number }[] {
    const spans: { start: number; end: number }[] = [];
    const matcher = this.#pattern.matcher(text);
    while (matcher.find()) {
      const group = matcher.groupCount() > 0 && matcher.group(1) !== null ? 1 : 0;
      const start = matcher.start(group);
      const end = matcher.end(group);
      if (end > start) spans.push({ start: start + offset, end: end + offset });
    }
    return spans;
  }

  #firstIn(text: string, except: readonly string[]): PatternHit | null {
    const matcher = this.#pattern.matcher(text);
    while (matcher.find()) {
      const value = matcher.groupCount() > 0 ? matcher.group(1) : null;
      if (value !== null && value !== undefined && except.includes(value)) continue;
      return { index: matcher.start(), text: matcher.group() ?? "" };
    }
    return null;
  }
}

function compiled(source: string): RE2JS {
  try {
    return RE2JS.compile(source, RE2JS.CASE_INSENSITIVE | RE2JS.MULTILINE);
  } catch (error) {
    const reason = (error instanceof Error ? error.message : "")
      .replace(/^error parsing regexp: /, "")
      .replaceAll("(?m)(?i)", "");
    const hint = /\(\?[=!<]/.test(source) ? " Lookahead and lookbehind are not available here." : "";
    throw new Error(`is not a usable pattern: ${reason}.${hint}`, { cause: error });
  }
}

/** Where a piece of about {@link CHUNK_CHARACTERS} ends: after a line where there is one. */
function chunkEnd(text: string, from: number): number {
  const wanted = from + CHUNK_CHARACTERS;
  if (wanted >= text.length) return text.length;
  const lineEnd = text.lastIndexOf("\n", wanted);
  return lineEnd > from ? lineEnd + 1 : wanted;
}
