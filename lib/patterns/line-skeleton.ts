import { BACKSLASH, BLANK, COLON, DIGIT, DOT, GLUE, HEX, kindOf, SLASH, VALUE_END, WORD } from "./character-kinds.ts";
import { colonNumberEnd } from "./colon-number-end.ts";
import { hostRangeEnd } from "./host-range-end.ts";
import { quotedWordEnd } from "./quoted-word-end.ts";
import { switchListEnd } from "./switch-list-end.ts";
import { tellingLine } from "./telling-line.ts";
import { isBlanked, isCalendarWord, isSwitchWord, isUnitWord, isVariableWord } from "./variable-word.ts";

/** Stands for a variable part in skeletons and templates. */
export const VARIABLE = "<*>";

/** Characters of a line that are looked at: what differs later than this does not make another kind of line. */
export const MAX_SKELETON_CHARS = 600;

/**
 * What is left of a line when everything that looks like a value is taken out: numbers, addresses, times, paths, ids,
 * sizes, values of keys. Depends on the line alone, so equal kinds of line have equal skeletons in every file.
 * Of a text of several lines the first counts, and the one that tells of a failure. One pass; every character is
 * looked at a bounded number of times.
 */
export function lineSkeleton(text: string): string {
  const newline = text.indexOf("\n");
  if (newline === -1) return new SkeletonScan(text, text.length).run();
  const first = new SkeletonScan(text, newline).run();
  const telling = tellingLine(text, newline + 1);
  return telling === null ? first : `${first} ⏎ ${new SkeletonScan(telling, telling.length).run()}`;
}

class SkeletonScan {
  readonly #text: string;
  readonly #end: number;
  #at = 0;
  #out = "";
  /** Where the text starts that is not yet in #out; what is between it and #at is literal. */
  #from = 0;
  #isAfterVariable = false;
  /** Only such delimiters since the last variable as stand in lists: a list is one variable whatever its length. */
  #isGlue = true;
  #hasLooseBlanks = false;

  constructor(text: string, end: number) {
    this.#text = text;
    this.#end = Math.min(end, MAX_SKELETON_CHARS);
  }

  run(): string {
    const text = this.#text;
    while (this.#at < this.#end) {
      const code = text.charCodeAt(this.#at);
      const kind = kindOf(code);
      if ((kind & WORD) !== 0) this.#word(code, kind);
      else if ((kind & BLANK) !== 0) {
        if (code !== 32 || text.charCodeAt(this.#at + 1) === 32) this.#hasLooseBlanks = true;
        this.#at++;
      } else this.#delimiter(code, kind);
    }
    const skeleton = (this.#out + text.slice(this.#from, this.#end)).trim();
    return this.#hasLooseBlanks ? skeleton.replace(/[ \t\r]+/g, " ") : skeleton;
  }

  #delimiter(code: number, kind: number) {
    const text = this.#text;
    const nextKind = kindOf(text.charCodeAt(this.#at + 1));
    if (code === SLASH || code === BACKSLASH) {
      if ((nextKind & WORD) !== 0) {
        if (this.#isAfterVariable && this.#from === this.#at) return this.#path(this.#at, false);
        if (code === SLASH && !this.#isBehindWord() && text.charCodeAt(this.#at - 1) !== SLASH)
          return this.#path(this.#at, false);
      } else if (code === BACKSLASH && text.charCodeAt(this.#at + 1) === BACKSLASH && !this.#isBehindWord()) {
        return this.#path(this.#at, true);
      }
    } else if (code === 61) {
      if (this.#isBehindWord() && ((nextKind & WORD) !== 0 || text.charCodeAt(this.#at + 1) === SLASH))
        return this.#value();
    } else if (code === 34) {
      const close = quotedWordEnd(text, this.#at, this.#end);
      if (close > 0) return this.#quoted(close);
    } else if (code === 60 && (nextKind & DIGIT) !== 0 && this.#isLoneBracket()) {
      // "<1 sec" is a value as a whole.
      this.#out += text.slice(this.#from, this.#at);
      this.#from = this.#at + 1;
    }
    if ((kind & GLUE) === 0) this.#isGlue = false;
    this.#at++;
  }

  #isBehindWord(): boolean {
    return this.#at > 0 && (kindOf(this.#text.charCodeAt(this.#at - 1)) & WORD) !== 0;
  }

  #isLoneBracket(): boolean {
    for (let i = this.#at + 1; i < this.#at + 40 && i < this.#end; i++)
      if (this.#text.charCodeAt(i) === 62) return false;
    return true;
  }

  /** The value of `key=value`, up to where a value ends. */
  #value() {
    this.#isGlue = false;
    const start = ++this.#at;
    while (this.#at < this.#end && (kindOf(this.#text.charCodeAt(this.#at)) & VALUE_END) === 0) this.#at++;
    this.#variable(start, this.#at);
  }

  #quoted(close: number) {
    this.#isGlue = false;
    this.#variable(this.#at + 1, close);
    this.#isGlue = false;
    this.#at = close + 1;
  }

  /** A path or an address of the web from #at on; a value that goes on behind a slash is one as well. */
  #path(start: number, mayHoldColons: boolean) {
    const text = this.#text;
    for (;;) {
      while (this.#at < this.#end) {
        const code = text.charCodeAt(this.#at);
        if ((kindOf(code) & VALUE_END) !== 0 || (code === COLON && !mayHoldColons)) break;
        this.#at++;
      }
      if (!mayHoldColons || !this.#goesOnAfterBlank()) break;
    }
    while (this.#at > start + 1 && isPathMark(text.charCodeAt(this.#at - 1))) this.#at--;
    this.#variable(start, this.#at);
  }

  /** Windows paths hold blanks: the path goes on when a backslash follows before the next word. */
  #goesOnAfterBlank(): boolean {
    const text = this.#text;
    if (text.charCodeAt(this.#at) !== 32) return false;
    for (let i = this.#at + 1; i < this.#end && i < this.#at + 40; i++) {
      const code = text.charCodeAt(i);
      if (code === BACKSLASH && i > this.#at + 1) {
        this.#at = i + 1;
        return true;
      }
      if (code === COLON || code === 34 || code === 39 || code === 44) return false;
      if (code === 32 && text.charCodeAt(i + 1) !== 40) return false;
    }
    return false;
  }

  #word(code: number, kind: number) {
    const text = this.#text;
    const start = this.#at;
    if ((kind & HEX) !== 0) {
      const numberEnd = colonNumberEnd(text, start, this.#end);
      if (numberEnd > 0) {
        this.#at = numberEnd;
        return this.#variable(start, numberEnd);
      }
    }
    let digits = 0;
    let marks = 0;
    let i = start;
    for (; i < this.#end; i++) {
      const character = text.charCodeAt(i);
      const flags = kindOf(character);
      if ((flags & WORD) === 0) break;
      if ((flags & DIGIT) !== 0) digits++;
      else if (character === DOT || character === 64) {
        if (text.charCodeAt(i + 1) === DOT && text.charCodeAt(i + 2) === DOT) break;
        marks++;
      }
    }
    this.#at = i;
    if (i === start) return this.#leader();
    const end = text.charCodeAt(i);
    if (end === 91 && text.charCodeAt(i - 1) === 45) {
      const rangeEnd = hostRangeEnd(text, i, this.#end);
      if (rangeEnd > 0) {
        this.#at = rangeEnd;
        return this.#variable(start, rangeEnd);
      }
    }
    // A key of the registry, a path behind an environment variable, an account with its domain.
    if (end === BACKSLASH && (kindOf(text.charCodeAt(i + 1)) & WORD) !== 0) return this.#path(start, true);
    if (end === COLON) {
      const next = text.charCodeAt(i + 1);
      if (i === start + 1 && (next === BACKSLASH || next === SLASH) && digits === 0) return this.#path(start, true);
      if (next === SLASH && text.charCodeAt(i + 2) === SLASH && digits === 0) return this.#path(start, true);
    }
    if (digits === 0 && marks === 0) this.#plainWord(start, code);
    else this.#markedWord(text.slice(start, i), start, digits);
  }

  /** "......" leads the eye from a name to its value. */
  #leader() {
    while (this.#at < this.#end && this.#text.charCodeAt(this.#at) === DOT) this.#at++;
    this.#isGlue = false;
  }

  /** A word of letters and signs: text, unless it belongs to the value beside it. */
  #plainWord(start: number, first: number) {
    if (this.#at - start <= 9) {
      const word = this.#text.slice(start, this.#at);
      if (this.#isAfterVariable && this.#isGlue) {
        if (isUnitWord(word)) {
          this.#from = this.#at;
          return;
        }
        if (isBlanked(word)) return;
      }
      if (first >= 65 && first <= 90) {
        if (isCalendarWord(word) && this.#isDateNear()) return this.#variable(start, this.#at);
      } else if (isSwitchWord(word)) {
        const listEnd = switchListEnd(this.#text, this.#at, this.#end);
        if (listEnd > this.#at) {
          this.#at = listEnd;
          return this.#variable(start, listEnd);
        }
      }
    }
    this.#isAfterVariable = false;
  }

  #markedWord(word: string, start: number, digits: number) {
    if (!isVariableWord(word, digits)) {
      this.#isAfterVariable = false;
      return;
    }
    // A full stop, an exclamation mark or a question mark ends the sentence, not the value.
    const last = word.charCodeAt(word.length - 1);
    const isMarked = last === DOT || last === 33 || last === 63;
    this.#variable(start, isMarked ? this.#at - 1 : this.#at);
    if (isMarked && last !== DOT) this.#isGlue = false;
  }

  #isDateNear(): boolean {
    if (this.#isAfterVariable && this.#isGlue) return true;
    let i = this.#at;
    while (i < this.#end && (kindOf(this.#text.charCodeAt(i)) & GLUE) !== 0) i++;
    return (kindOf(this.#text.charCodeAt(i)) & DIGIT) !== 0 || isCalendarWord(this.#text.slice(i, i + 3));
  }

  #variable(start: number, end: number) {
    if (!this.#isAfterVariable || !this.#isGlue) this.#out += this.#text.slice(this.#from, start) + VARIABLE;
    this.#from = end;
    this.#isAfterVariable = true;
    this.#isGlue = true;
  }
}

/** A full stop or a colon behind a path belongs to the sentence. */
function isPathMark(code: number): boolean {
  return code === DOT || code === COLON;
}
