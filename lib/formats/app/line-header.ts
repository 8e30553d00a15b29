import { civilTimeUs } from "#lib/formats/civil-time.ts";
import { isoTime } from "#lib/formats/iso-time.ts";
import { levelOfName } from "#lib/formats/level-names.ts";
import type { SeverityNumber } from "#lib/model/severity.ts";

/** What stands before the message of a line, as Java's and .NET's loggers lay it out. */
export interface LineHeader {
  timeText: string;
  level: string;
  severityNumber: SeverityNumber;
  thread?: string;
  logger?: string;
  processId?: number;
  /** What else stands in brackets. */
  context?: readonly string[];
  /** Where the message begins. */
  bodyStart: number;
  /** Something besides time and level says that a logger wrote it: thread, logger or process. */
  isFull: boolean;
}

const MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec";
const TIME = new RegExp(
  [
    String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?`,
    String.raw`\d\d(?:\d\d)?/\d\d/\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,6})?`,
    String.raw`\d\d? (?:${MONTHS}) \d{4} \d\d:\d\d:\d\d(?:[.,]\d{1,6})?`,
    String.raw`\d\d:\d\d:\d\d[.,]\d{3,6}`,
  ].join("|"),
  "y",
);
const LEVEL =
  /(?:TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|CONFIG|FINEST|FINER|FINE|VRB|DBG|INF|WRN|ERR|FTL|trace|verbose|debug|info|warning|warn|error|panic|fatal)(?![\w=])/y;
const LOGGER = /([\w$][\w.$/@-]{0,199}(?:\[[^\]\s]{0,60}\])?)(?:\(\d{1,6}\))?\s{0,40}(?: -+ |: |\||:$)/y;
const PROCESS = /(\d{1,10}) --- /y;
const MAX_TOKENS = 6;

/**
 * Reads a header: a time, then in any order a level, a thread or names in brackets and the number of a process, between
 * spaces, hyphens and bars; then perhaps a logger. Null when there is no time with a level behind or before it.
 */
export function readLineHeader(line: string): LineHeader | null {
  const scan = new HeaderScan(line);
  return scan.read();
}

class HeaderScan {
  private readonly line: string;
  private at = 0;
  private level: string | null = null;
  private readonly bracketed: string[] = [];
  private processId: number | undefined;
  private hasBars = false;

  constructor(line: string) {
    this.line = line;
  }

  read(): LineHeader | null {
    this.skipBracket();
    const first = this.word(LEVEL);
    if (first !== null) {
      this.level = first;
      this.skipSeparators();
      this.skipBracket();
    }
    const timeText = this.word(TIME);
    if (timeText === null) return null;
    this.skipCloser();
    for (let token = 0; token < MAX_TOKENS && this.token(); token++);
    if (this.level === null) return null;
    return this.headerOf(timeText, this.level);
  }

  private headerOf(timeText: string, level: string): LineHeader {
    const logger = this.loggerName();
    const [first, ...others] = this.bracketed;
    // Where even the time stands in brackets, the first name in them is the logger's.
    const isAllBracketed = logger === null && this.line.startsWith("[");
    const isFull = logger !== null || this.bracketed.length > 0 || this.processId !== undefined || this.hasBars;
    return {
      timeText,
      level,
      severityNumber: levelOfName(level),
      thread: isAllBracketed ? undefined : first,
      logger: logger ?? (isAllBracketed ? first : undefined),
      context: others,
      processId: this.processId,
      bodyStart: this.at,
      isFull,
    };
  }

  private skipBracket(): void {
    if (this.line.charCodeAt(this.at) === 0x5b) this.at++;
  }

  private skipCloser(): void {
    if (this.line.charCodeAt(this.at) === 0x5d) this.at++;
  }

  private word(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.line);
    if (found === null) return null;
    this.at = pattern.lastIndex;
    return found[1] ?? found[0];
  }

  /** Spaces, hyphens, bars and colons between the parts. */
  private skipSeparators(): void {
    for (; this.at < this.line.length; this.at++) {
      const code = this.line.charCodeAt(this.at);
      if (code === 0x7c) this.hasBars = true;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x2d && code !== 0x5d) return;
    }
  }

  /** One part of the header; false where the message or the logger begins. */
  private token(): boolean {
    const before = this.at;
    this.skipSeparators();
    if (this.line.charCodeAt(this.at) === 0x5b) return this.bracket() || this.back(before);
    if (this.level === null) {
      this.level = this.word(LEVEL);
      if (this.level !== null) {
        if (this.line.charCodeAt(this.at) === 0x3a) this.at++;
        return true;
      }
    }
    const process = this.word(PROCESS);
    if (process !== null) {
      this.processId = Number(process);
      return true;
    }
    return this.level === null && this.unknownWord() ? true : this.back(before);
  }

  /** What stands between time and level without brackets: the number of a thread. */
  private unknownWord(): boolean {
    const found = this.word(/(\d{1,10}|[0-9A-F]{4,16})(?=[\s|])/y);
    if (found === null) return false;
    this.bracketed.push(found);
    return true;
  }

  private back(to: number): false {
    this.at = to;
    this.skipSeparators();
    return false;
  }

  /** `[...]`, also with brackets inside: a level, or a thread or name. */
  private bracket(): boolean {
    let depth = 0;
    for (let at = this.at; at < this.line.length && at - this.at <= 300; at++) {
      const code = this.line.charCodeAt(at);
      if (code === 0x5b) depth++;
      else if (code === 0x5d && --depth === 0) {
        this.take(this.line.slice(this.at + 1, at).trim());
        this.at = at + 1;
        return true;
      }
    }
    return false;
  }

  private take(content: string): void {
    LEVEL.lastIndex = 0;
    if (this.level === null && LEVEL.exec(content)?.[0] === content) this.level = content;
    else this.bracketed.push(content);
  }

  private loggerName(): string | null {
    LOGGER.lastIndex = this.at;
    const found = LOGGER.exec(this.line);
    if (found === null) return null;
    this.at = LOGGER.lastIndex;
    return found[1] ?? null;
  }
}

/** Microseconds of a header's time; `isLocal` when it names no zone. Null for an impossible one or a bare time of day. */
export function headerTime(text: string): { timeUs: number; isLocal: boolean } | null {
  const iso = isoTime(text.replace(/ (?=[Z+-])/, ""));
  if (iso !== null) return iso;
  const slashed = /^(\d{2,4})\/(\d\d)\/(\d\d) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text);
  const named = /^(\d\d?) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?$/.exec(text);
  const [, a = "", b = "", c = "", hour, minute, second, fraction = ""] = slashed ?? named ?? [];
  if (slashed === null && named === null) return null;
  const year = slashed === null ? Number(c) : Number(a) + (a.length === 2 ? 2000 : 0);
  const month = slashed === null ? MONTHS.split("|").indexOf(b) + 1 : Number(b);
  const timeUs = civilTimeUs({
    year,
    month,
    day: Number(slashed === null ? a : c),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    microsecond: Number(fraction.padEnd(6, "0")),
  });
  return timeUs === null ? null : { timeUs, isLocal: true };
}
