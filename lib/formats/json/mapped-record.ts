import type { ParsedPiece, ParsedRecord, RecordParser } from "#lib/formats/format.ts";
import { httpSeverity } from "#lib/formats/http-severity.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { SEVERITY, type SeverityNumber } from "#lib/model/severity.ts";
import { isObject, isText, setOwn } from "./json-http.ts";
import { jsonLevel } from "./json-level.ts";
import { jsonTime } from "./json-time.ts";
import { isUsable, type MappedKeys, ROLES, type Role, toCount, toDuration } from "./mapped-keys.ts";
import { contentOf, parseExactly, parseJson, TOO_DEEP } from "./parse-json.ts";
import { setException, setTrace } from "./telemetry-names.ts";

const MAX_BODY_CHARACTERS = 500;

/** A parser of JSON records by a table of keys; what no key names stays an attribute under its own name. */
export function createMappedParser(keys: MappedKeys): RecordParser {
  const reader = new MappedReader(keys);
  return { parse: ({ text }) => reader.parse(text), state: () => null };
}

const ROLE_INDEX = Object.fromEntries(ROLES.map((role, index) => [role, index])) as Record<Role, number>;

interface KeyUse {
  role: Role;
  /** Its place in `ROLES`. */
  index: number;
  /** Of two keys with the same role, the lower one wins. */
  rank: number;
}

/** Reads records by one table of keys; for formats that find their objects themselves. */
export class MappedReader {
  private readonly keys: MappedKeys;
  private readonly uses = new Map<string, KeyUse>();
  private readonly outer = new Set<string>();
  private readonly timeKeys: readonly string[];
  private readonly levelKeys: readonly string[];
  private readonly levels = new Map<Json, { severityNumber: SeverityNumber; severityText?: string }>();
  private readonly constants = new KnownSets();
  /** Of the record at hand, by the place of the role; made once, for millions of records. */
  private readonly values: (Json | undefined)[] = ROLES.map(() => undefined);
  private readonly winners: (string | undefined)[] = ROLES.map(() => undefined);
  /** Attributes of the record at hand; what gives way to a better key goes there, wherever it stood. */
  private rest: JsonObject = {};

  constructor(keys: MappedKeys) {
    this.keys = keys;
    this.timeKeys = keysOf(keys, "time");
    this.levelKeys = keysOf(keys, "level");
    for (const [key, role] of keys.roles) {
      this.uses.set(key, { role, index: ROLES.indexOf(role), rank: this.uses.size });
      for (let at = key.indexOf("."); at !== -1; at = key.indexOf(".", at + 1)) this.outer.add(key.slice(0, at));
    }
  }

  /** The record of a text that is one JSON object. */
  parse(text: string): ParsedPiece {
    const value = parseJson(text);
    if (typeof value === "string") return { kind: "reject", reason: value };
    return this.checked(value, text, () => parseExactly(text));
  }

  /** As `read`; `exactly` parses the object once more, for numbers that would lose digits. */
  checked(object: JsonObject, text: string, exactly: () => JsonObject): ParsedPiece {
    const record = this.read(object, text);
    const content = record.attributes === undefined ? "usual" : contentOf(record.attributes);
    if (content === "too deep") return { kind: "reject", reason: TOO_DEEP };
    return content === "usual" ? record : this.read(exactly(), text);
  }

  /** `text` is what the object was parsed from: the body of a record that has none of its own. */
  read(given: JsonObject, text: string): ParsedRecord {
    const object = this.keys.unwrap === undefined ? given : this.keys.unwrap(given);
    this.values.fill(undefined);
    this.winners.fill(undefined);
    const rest: JsonObject = {};
    this.rest = rest;
    for (const key in object) {
      const value = object[key] as Json;
      const use = this.uses.get(key);
      // A key may hold a text or an object of more: `host` and `host.name`.
      if (typeof value === "object" && this.outer.has(key) && isObject(value)) this.readInner(key, key, value, rest);
      else if (use !== undefined) this.take(use, { key, name: key, value }, rest);
      else setOwn(rest, key, value);
    }
    const record = this.recordOf(rest, text);
    for (const _ in rest) {
      record.attributes = rest;
      break;
    }
    this.keys.finish?.(record, object);
    return record;
  }

  private readInner(outer: string, own: string, object: JsonObject, rest: JsonObject): void {
    const inner: JsonObject = {};
    for (const name in object) {
      const key = `${outer}.${name}`;
      const value = object[name] as Json;
      const use = this.uses.get(key);
      if (this.outer.has(key) && isObject(value)) this.readInner(key, name, value, inner);
      else if (use !== undefined) this.take(use, { key, name, value }, inner);
      else setOwn(inner, name, value);
    }
    for (const _ in inner) {
      setOwn(rest, own, inner);
      return;
    }
  }

  /** Notes a value with a role when none of a better rank was seen; everything else goes into the rest. */
  private take(
    { role, index, rank }: KeyUse,
    { key, name, value }: { key: string; name: string; value: Json },
    rest: JsonObject,
  ): void {
    const before = this.winners[index];
    if (value === "" && role !== "constant") {
      // An empty message says nothing and hides no other; an empty anything else stays what it is.
      if (role !== "message") setOwn(rest, name, value);
    } else if (value === null || !isUsable(role, value)) {
      setOwn(rest, name, value);
    } else if (role === "constant") {
      this.values[index] = { ...asObject(this.values[index]), [key]: value };
    } else if (before === undefined) {
      this.winners[index] = key;
      this.values[index] = value;
    } else if (rank < (this.uses.get(before)?.rank ?? 0)) {
      setOwn(this.rest, before, this.values[index] ?? null);
      this.winners[index] = key;
      this.values[index] = value;
    } else {
      setOwn(rest, name, value);
    }
  }

  private of(role: Role): Json | undefined {
    return this.values[ROLE_INDEX[role]];
  }

  private recordOf(rest: JsonObject, text: string): ParsedRecord {
    const record = emptyRecord();
    this.setFields(record);
    this.setTime(record, rest);
    this.setLevel(record, rest);
    record.body = this.bodyOf(record, text);
    this.keepUnused(record, rest);
    const constants = this.of("constant");
    if (isObject(constants)) record.sharedAttributes = this.constants.of(JSON.stringify(constants), () => constants);
    setTrace(record, rest, { trace: this.of("trace"), span: this.of("span") });
    setException(rest, {
      type: this.of("exceptionType"),
      message: this.of("exceptionMessage"),
      stack: this.of("stack"),
    });
    return record;
  }

  private setFields(record: ParsedRecord): void {
    record.logger = textOf(this.of("logger"));
    record.hostName = textOf(this.of("host"));
    record.processId = toCount(this.of("process")) ?? undefined;
    record.userId = textOf(this.of("user"));
    record.requestId = textOf(this.of("request"));
    record.httpMethod = textOf(this.of("method"));
    record.url = textOf(this.of("url"));
    record.httpStatusCode = toCount(this.of("status")) ?? undefined;
    record.clientAddress = textOf(this.of("client"));
    record.remoteAddress = textOf(this.of("remote"));
    record.remotePort = toCount(this.of("port")) ?? undefined;
    record.processingTimeMs = this.durationMs();
  }

  private durationMs(): number | undefined {
    const ms = toDuration(this.of("durationMs"));
    if (ms !== null) return ms;
    const seconds = toDuration(this.of("durationS"));
    if (seconds !== null) return seconds * 1000;
    const ns = toDuration(this.of("durationNs"));
    return ns === null ? undefined : ns / 1e6;
  }

  /** What had a role and was not needed for it stays an attribute. */
  private keepUnused(record: ParsedRecord, rest: JsonObject): void {
    const isUnused = (role: Role) =>
      role === "summary" ? record.body !== this.of(role) : role !== "durationMs" && this.of("durationMs") !== undefined;
    for (const role of ["summary", "durationS", "durationNs"] as const) {
      const key = this.winners[ROLE_INDEX[role]];
      if (key !== undefined && isUnused(role)) setOwn(rest, key, this.of(role) ?? null);
    }
  }

  /** A time that can't be read gives way to the next one that can, and stays an attribute; alone, it stays as text. */
  private setTime(record: ParsedRecord, rest: JsonObject): void {
    const value = this.of("time");
    const winner = this.winners[ROLE_INDEX.time];
    if (value === undefined || winner === undefined) return;
    const read = this.keys.time ?? jsonTime;
    let time = read(value);
    if (time === null) {
      const next = this.timeKeys.find((key) => Object.hasOwn(rest, key) && read(rest[key] as Json) !== null);
      if (next === undefined) record.timeText = textOf(value);
      else {
        time = read(rest[next] as Json);
        delete rest[next];
        setOwn(rest, winner, value);
      }
    }
    record.timeUs = time?.timeUs ?? null;
    record.isLocalTime = time?.isLocal;
  }

  /** A level that says nothing (a number of the logger's own) gives way to the next one that does, and stays an attribute. */
  private setLevel(record: ParsedRecord, rest: JsonObject): void {
    const value = this.of("level");
    if (value !== undefined) {
      let level = this.levelOf(value);
      if (level.severityNumber === SEVERITY.unspecified) level = this.nextLevel(value, rest) ?? level;
      record.severityNumber = level.severityNumber;
      record.severityText = level.severityText;
    }
    const status = record.httpStatusCode;
    if (status === undefined) return;
    const byStatus = httpSeverity(status);
    if (record.severityNumber === SEVERITY.unspecified || byStatus >= SEVERITY.error) {
      record.severityNumber = Math.max(record.severityNumber, byStatus);
    }
  }

  private nextLevel(value: Json, rest: JsonObject) {
    const isKnown = (key: string) => isText(rest[key]) && this.levelOf(rest[key]).severityNumber > 0;
    const next = this.levelKeys.find((key) => Object.hasOwn(rest, key) && isKnown(key));
    if (next === undefined) return null;
    const level = this.levelOf(rest[next] as Json);
    delete rest[next];
    setOwn(rest, this.winners[ROLE_INDEX.level] ?? "level", value);
    return level;
  }

  /** There are few words for levels in a file: each is read once. */
  private levelOf(value: Json): { severityNumber: SeverityNumber; severityText?: string } {
    const known = this.levels.get(value);
    if (known !== undefined) return known;
    const level = (this.keys.level ?? jsonLevel)(value);
    if (this.levels.size < 100) this.levels.set(value, level);
    return level;
  }

  /** The message, or what stands for it: the request, what happened by name, or the record itself. */
  private bodyOf({ httpMethod, url, httpStatusCode }: ParsedRecord, text: string): string {
    const message = this.of("message");
    if (typeof message === "string" && message.trim() !== "") return message.trimEnd();
    if (httpMethod !== undefined)
      return [httpMethod, url, httpStatusCode].filter((part) => part !== undefined).join(" ");
    const summary = this.of("summary");
    if (typeof summary === "string" && summary !== "") return summary;
    return text.slice(0, MAX_BODY_CHARACTERS);
  }
}

function keysOf({ roles }: MappedKeys, wanted: Role): string[] {
  return [...roles].filter(([, role]) => role === wanted).map(([key]) => key);
}

function asObject(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function emptyRecord(): ParsedRecord {
  return {
    kind: "record",
    timeUs: null,
    isLocalTime: undefined,
    timeText: undefined,
    severityNumber: SEVERITY.unspecified,
    severityText: undefined,
    body: "",
    attributes: undefined,
    sharedAttributes: undefined,
  };
}

function textOf(value: Json | undefined): string | undefined {
  return isText(value) ? String(value) : undefined;
}
