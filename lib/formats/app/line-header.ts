import { levelOfName } from "#lib/formats/level-names.ts";
import type { SeverityNumber } from "#lib/model/severity.ts";
import { MONTHS } from "./header-time.ts";

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

const TIME = new RegExp(
  [
    String.raw`\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?`,
    String.raw`\d\d(?:\d\d)?/\d\d/\d\d \d\d:\d\d:\d\d(?:[.,]\d{1,6})?`,
    String.raw`\d\d?[ -](?:${MONTHS})[ -]\d{4} \d\d:\d\d:\d\d(?:[.,]\d{1,6})?`,
    String.raw`\d\d:\d\d:\d\d[.,]\d{3,6}`,
  ].join("|"),
  "y",
);
const LEVEL =
  /(?:TRACE|DEBUG|INFO|INFORMATION|NOTICE|WARN|WARNING|ERROR|SEVERE|CRITICAL|FATAL|CONFIG|FINEST|FINER|FINE|VRB|DBG|INF|WRN|ERR|FTL|trace|verbose|debug|info|warning|warn|error|panic|fatal)(?![\w=])/y;
/** Tomcat's containers have brackets in their names, Rust's modules colons. */
const LOGGER =
  /([\w$][\w.$/@-]{0,199}(?:::[\w.$/@-]{1,100}){0,20}(?:\[[^\]\s]{0,60}\])?|[\w.]{1,60}\.\[[^\s:]{1,120})(?:\(\d{1,6}\))?\s{0,40}(?: -+ |: |\||:$)/y;
/** `[time LEVEL logger] text`, `time LEVEL logger text` of Tomcat, and columns of Go's zap that tabs separate. */
const BRACKETED_LOGGER = /([\w$][\w.$/@-]{0,199}(?:::[\w.$/@-]{1,100}){0,20})\] ?/y;
/** OpenStack's, before the brackets of a request. */
const DOTTED_LOGGER = /([\w$]{1,60}(?:\.[\w$]{1,100}){1,20}) (?=\[)/y;
const JULI_LOGGER = /([a-z][\w$]{0,60}(?:\.[\w$<>]{1,100}){2,20}) /y;
const TABBED_LOGGER = /([\w$][\w.$/@:-]{0,199})\t(?=[^{\t])/y;
/** `text (logger)`, as Kafka ends its lines. */
const LAST_LOGGER = /^\(([\w$]{1,60}(?:\.[\w$]{1,100}){1,20})\)$/;
const THREAD = /\(([^()]{1,100})\) /y;
const PROCESS = /(\d{1,10}) --- /y;
/** A time of day without a fraction is only a header's where a level of Serilog's closes the bracket. */
const SERILOG_CLOCK = /\d\d:\d\d:\d\d(?= (?:VRB|DBG|INF|WRN|ERR|FTL)\])/y;
const SERILOG_LEVEL = /^(?:VRB|DBG|INF|WRN|ERR|FTL)$/;
const BRACKETED_LEVEL = /^(?:trace|debug|info|information|note|notice|warn|warning|error|critical|fatal|system)$/i;
const MAX_TOKENS = 6;

interface FoundParts {
  timeText: string;
  level: string;
  logger: string | null;
  /** The bracket before the time closes behind the level. */
  isOpen: boolean;
}

/**
 * Reads a header: a time, then in any order a level, a thread or names in brackets and the number of a process, between
 * spaces, tabs, hyphens and bars; then perhaps a logger. Null when there is no time with a level behind or before it.
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
  private thread: string | undefined;
  private hasBars = false;
  private isLevelBracketed = false;
  private timeEnd = 0;

  constructor(line: string) {
    this.line = line;
  }

  read(): LineHeader | null {
    const isBracketed = this.skipBracket();
    const first = this.word(LEVEL);
    if (first !== null) {
      this.level = first;
      this.skipSeparators();
      this.skipBracket();
    }
    const timeText = this.word(TIME) ?? (isBracketed ? this.word(SERILOG_CLOCK) : null);
    if (timeText === null) return null;
    const isClosed = this.skipCloser();
    this.timeEnd = this.at;
    const lastLogger = isBracketed && isClosed ? this.lastLogger() : null;
    // Brackets belong to the message where the logger stands behind it.
    const maxTokens = lastLogger === null ? MAX_TOKENS : 1;
    for (let token = 0; token < maxTokens && this.token(); token++);
    if (this.level === null) return null;
    const logger =
      lastLogger ?? (this.thread === undefined ? this.loggerName(isBracketed && !isClosed, timeText) : null);
    return this.headerOf({ timeText, level: this.level, logger, isOpen: isBracketed && !isClosed });
  }

  private headerOf({ timeText, level, logger, isOpen }: FoundParts): LineHeader {
    const [first, ...others] = this.bracketed;
    // Where even the time stands in brackets, or the thread in parentheses, the first name in them is the logger's.
    const isLogger = logger === null && (this.line.startsWith("[") || this.thread !== undefined);
    const isSerilog = (this.isLevelBracketed || isOpen) && SERILOG_LEVEL.test(level);
    const isFull = logger !== null || this.bracketed.length > 0 || this.processId !== undefined || this.hasBars;
    return {
      timeText,
      level,
      severityNumber: levelOfName(level),
      thread: this.thread ?? (isLogger ? undefined : first),
      logger: logger ?? (isLogger ? first : undefined),
      context: others,
      processId: this.processId,
      bodyStart: this.at,
      isFull: isFull || isSerilog || this.hasColumns(),
    };
  }

  private skipBracket(): boolean {
    const isBracket = this.line.charCodeAt(this.at) === 0x5b;
    if (isBracket) this.at++;
    return isBracket;
  }

  private skipCloser(): boolean {
    const isCloser = this.line.charCodeAt(this.at) === 0x5d;
    if (isCloser) this.at++;
    return isCloser;
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
    if (this.line.charCodeAt(this.at) === 0x28) return this.parenthesis(before) || this.back(before);
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
    if (this.level === null && (LEVEL.exec(content)?.[0] === content || BRACKETED_LEVEL.test(content))) {
      this.level = content;
      this.isLevelBracketed = true;
    } else if (content !== "") this.bracketed.push(content);
  }

  /** A thread in parentheses, only right before or behind a logger in brackets: anywhere else they are the message's. */
  private parenthesis(before: number): boolean {
    THREAD.lastIndex = this.at;
    const found = THREAD.exec(this.line);
    if (found === null || this.level === null || this.thread !== undefined) return false;
    const isBehind =
      this.line.charCodeAt(before - 1) === 0x5d && /^[\w$-]+\.[\w.$-]+$/.test(this.bracketed.at(-1) ?? "");
    if (!isBehind && this.line.charCodeAt(THREAD.lastIndex) !== 0x5b) return false;
    this.thread = found[1];
    this.at = THREAD.lastIndex;
    return true;
  }

  /** Tabs on both sides of the level. */
  private hasColumns(): boolean {
    return this.line.slice(this.timeEnd, this.at).split("\t").length > 2;
  }

  private lastLogger(): string | null {
    if (this.line.charCodeAt(this.at) !== 0x20 || this.line.charCodeAt(this.at + 1) === 0x5b) return null;
    const at = this.line.lastIndexOf(" (");
    return at === -1 ? null : (LAST_LOGGER.exec(this.line.slice(at + 1, at + 300))?.[1] ?? null);
  }

  private loggerName(isOpen: boolean, timeText: string): string | null {
    const usual = isOpen ? this.word(BRACKETED_LOGGER) : this.word(LOGGER);
    if (usual !== null) return usual;
    const dotted = this.word(DOTTED_LOGGER);
    if (dotted !== null) return dotted;
    if (this.hasColumns()) return this.word(TABBED_LOGGER);
    return /^\d\d?-/.test(timeText) ? this.word(JULI_LOGGER) : null;
  }
}
