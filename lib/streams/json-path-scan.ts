import { newScan, skipSeparators, skipSpace, valueEnd } from "./json-scan.ts";
import type { TextBlock } from "./text-block.ts";

const QUOTE = 0x22;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COLON = 0x3a;

/**
 * A step of a path: the key of an array whose elements are on the path, or, with {} behind it, of an object that is.
 */
export type PathStep = string;

/** The key that a step names. */
export function stepKey(step: PathStep): string {
  return isObjectStep(step) ? step.slice(0, -2) : step;
}

function isObjectStep(step: PathStep | undefined): boolean {
  return step?.endsWith("{}") === true;
}

/** Where the scanner stands: between documents, or `level` steps deep on the path, in the object or the array there. */
export interface PathState {
  in: "top" | "object" | "array";
  level: number;
  /** Set after a cut: which part of the rest of the line comes next. */
  part?: number;
}

/** What one look at the block found: a record, or a document without one. */
export interface Found {
  /** Text from here to `textEnd`. */
  textStart: number;
  textEnd: number;
  /** The piece ends here, where the next one's text begins. */
  end: number;
  after: PathState;
}

/** One look at a block from some place on. */
export class PathScan {
  private readonly units: TextBlock["units"];
  private readonly path: readonly PathStep[];
  private readonly isLast: boolean;
  private at = 0;
  private state: PathState = { in: "top", level: 0 };
  /** Where the text of the record to come begins: the first object opened on the path. */
  private opened: number | null = null;

  constructor(units: TextBlock["units"], path: readonly PathStep[], isLast: boolean) {
    this.units = units;
    this.path = path;
    this.isLast = isLast;
  }

  /** The next record or document; null when the block ends before it does. */
  next(from: number, state: PathState): Found | null {
    this.at = from;
    this.state = { ...state };
    const record = this.toRecord(from);
    if (record === null || "after" in record) return record;
    return this.withClosers(record);
  }

  /** Up to the end of a record on the path; or what stands in its place at the top. */
  private toRecord(from: number): Found | { textStart: number; textEnd: number } | null {
    for (;;) {
      if (this.state.in === "top") {
        const start = skipSpace(this.units, this.at);
        if (this.opened !== null) return this.wholeOf(this.opened, this.at);
        if (start >= this.units.length) return this.isLast ? this.wholeOf(from, from) : null;
        if (this.units[start] !== OPEN_BRACE) return this.line(start);
        this.opened = start;
        this.enterObject(start, 0);
        continue;
      }
      const step = this.state.in === "object" ? this.member() : this.element();
      if (step === "incomplete") return this.broken(from, false);
      if (step === "broken") return this.broken(from, true);
      if (step !== null) return { textStart: this.opened ?? step.start, textEnd: step.end };
    }
  }

  private enterObject(at: number, level: number): void {
    this.state = { in: "object", level };
    this.at = at + 1;
  }

  private enterArray(at: number, level: number): void {
    this.state = { in: "array", level };
    this.at = at + 1;
  }

  /** Back to what holds the object: an array of the step before, or that step's own object. */
  private leaveObject(): void {
    const { level } = this.state;
    if (level === 0) this.state = { in: "top", level: 0 };
    else this.state = { in: isObjectStep(this.path[level - 1]) ? "object" : "array", level: level - 1 };
  }

  /** A key with its value, or the end of the object. */
  private member(): "incomplete" | "broken" | null {
    const { units, path, state } = this;
    const start = skipSeparators(units, this.at);
    if (start >= units.length) return "incomplete";
    if (units[start] === CLOSE_BRACE) {
      this.leaveObject();
      this.at = start + 1;
      return null;
    }
    if (units[start] !== QUOTE) return "broken";
    const value = skipSpace(units, this.behindColon(start));
    if (value >= units.length) return "incomplete";
    const step = path[state.level] ?? "";
    const opener = isObjectStep(step) ? OPEN_BRACE : OPEN_BRACKET;
    if (units[value] === opener && this.isKey(start, stepKey(step))) {
      if (opener === OPEN_BRACE) this.enterObject(value, state.level + 1);
      else this.enterArray(value, state.level);
      return null;
    }
    return this.skipValue(value);
  }

  /** A key is a short string: its colon stands behind the second quote. */
  private behindColon(start: number): number {
    let at = start + 1;
    while (at < this.units.length && this.units[at] !== QUOTE) at += this.units[at] === 0x5c ? 2 : 1;
    at = skipSpace(this.units, at + 1);
    return this.units[at] === COLON ? at + 1 : this.units.length;
  }

  private isKey(start: number, key: string): boolean {
    for (let index = 0; index < key.length; index++) {
      if (this.units[start + 1 + index] !== key.charCodeAt(index)) return false;
    }
    return this.units[start + 1 + key.length] === QUOTE;
  }

  private skipValue(start: number): "incomplete" | null {
    const end = this.endOf(start);
    if (end === -1) return "incomplete";
    this.at = end;
    return null;
  }

  /** Like `valueEnd`, but a scalar also ends before the bracket that closes what it stands in. */
  private endOf(start: number): number {
    const first = this.units[start];
    if (first === OPEN_BRACE || first === OPEN_BRACKET)
      return valueEnd(this.units, start, this.units.length, newScan());
    let at = start;
    if (first === QUOTE) {
      for (at++; at < this.units.length && this.units[at] !== QUOTE; at++) if (this.units[at] === 0x5c) at++;
      return at < this.units.length ? at + 1 : -1;
    }
    for (; at < this.units.length; at++) {
      const unit = this.units[at] ?? 0;
      if (unit === 0x2c || unit === CLOSE_BRACE || unit === CLOSE_BRACKET || unit <= 32)
        return at === start ? at + 1 : at;
    }
    return -1;
  }

  /** An element of an array on the path: a record, an object on the way to one, or the end of the array. */
  private element(): { start: number; end: number } | "incomplete" | "broken" | null {
    const { units, path, state } = this;
    const start = skipSeparators(units, this.at);
    if (start >= units.length) return "incomplete";
    if (units[start] === CLOSE_BRACKET) {
      this.state = { in: "object", level: state.level };
      this.at = start + 1;
      return null;
    }
    if (units[start] === CLOSE_BRACE) return "broken";
    if (units[start] !== OPEN_BRACE) return this.skipValue(start);
    if (state.level < path.length - 1) {
      this.opened ??= start;
      this.enterObject(start, state.level + 1);
      return null;
    }
    const end = valueEnd(units, start, units.length, newScan());
    if (end === -1) return "incomplete";
    // A value that breaks off ends early, see `valueEnd`.
    if (units[end - 1] !== CLOSE_BRACE) return "broken";
    this.at = end;
    return { start, end };
  }

  /** Behind a record: everything up to where the next object on the path, or the next document, begins. */
  private withClosers({ textStart, textEnd }: { textStart: number; textEnd: number }): Found | null {
    for (;;) {
      const { units, state } = this;
      const start = state.in === "top" ? skipSpace(units, this.at) : skipSeparators(units, this.at);
      if (start >= units.length) {
        return this.isLast ? { textStart, textEnd, end: units.length, after: { ...state } } : null;
      }
      const isOpening = state.in === "top" || (state.in === "array" && units[start] === OPEN_BRACE);
      if (isOpening) return { textStart, textEnd, end: start, after: { ...state } };
      const step = state.in === "object" ? this.member() : this.element();
      if (step === "broken") return { textStart, textEnd, end: start, after: { in: "top", level: 0 } };
      if (step === "incomplete") {
        return this.isLast ? { textStart, textEnd, end: start, after: { in: "top", level: 0 } } : null;
      }
    }
  }

  /** Text that is no document: its line. */
  private line(start: number): Found | null {
    const { units } = this;
    const lineEnd = units.indexOf(10, start) + 1 || (this.isLast ? units.length : 0);
    if (lineEnd === 0) return null;
    const end = skipSpace(units, lineEnd);
    if (end >= units.length && !this.isLast) return null;
    return { textStart: start, textEnd: lineEnd, end, after: { in: "top", level: 0 } };
  }

  /** A document without a record on the path. */
  private wholeOf(start: number, end: number): Found | null {
    const behind = skipSpace(this.units, end);
    if (behind >= this.units.length && !this.isLast) return null;
    return { textStart: start, textEnd: end, end: behind, after: { in: "top", level: 0 } };
  }

  /** A document that breaks off: the rest of its line goes with it, and the next line begins anew. */
  private broken(from: number, isKnown: boolean): Found | null {
    if (!isKnown && !this.isLast) return null;
    const start = skipSpace(this.units, from);
    const lineEnd = this.units.indexOf(10, isKnown ? Math.max(this.at, start) : start) + 1 || this.units.length;
    if (lineEnd === this.units.length && !this.isLast) return null;
    const end = skipSpace(this.units, lineEnd);
    if (end >= this.units.length && !this.isLast) return null;
    return { textStart: start, textEnd: lineEnd, end, after: { in: "top", level: 0 } };
  }
}
