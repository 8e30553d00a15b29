import { z } from "zod";
import type { Json, JsonObject } from "#lib/model/json.ts";
import type { RecordContent } from "#lib/model/record-processor.ts";
import type { OutputBudget } from "./output-budget.ts";
import { ProcessorFault } from "./processor-fault.ts";
import { MAX_TIME_US, MIN_TIME_US } from "./to-file-record.ts";

export interface AcceptInput {
  /** What the processor was given: its texts went through redaction already. */
  given: RecordContent;
  redactText: ((text: string) => string) | null;
  budget: OutputBudget;
}

const MAX_DEPTH = 100;
/** What a record takes beside its texts, in characters. */
const RECORD_COST = 100;
const VALUE_COST = 8;

const text = z.string().optional();
const number = z.number().optional();
const attributes = z.custom<JsonObject>(isObject, "must be an object").optional();
const timeUs = z.number().min(MIN_TIME_US).max(MAX_TIME_US);
const contentSchema = z.strictObject({
  timestampUs: timeUs.nullable(),
  severityNumber: z.int().min(0).max(24),
  severityText: text,
  body: z.string(),
  httpMethod: text,
  url: text,
  httpStatusCode: number,
  clientAddress: text,
  remoteAddress: text,
  remotePort: number,
  hostName: text,
  processId: number,
  logger: text,
  userId: text,
  requestId: text,
  processingTimeMs: number,
  isCacheHit: z.boolean().optional(),
  documentCount: number,
  lastUpdatedUs: timeUs.optional(),
  attributes,
  sharedAttributes: attributes,
}) satisfies z.ZodType<RecordContent>;

/**
 * Takes the records that a processor returned for one: checked, copied, and with redaction of every text that the given
 * record did not have. The given record itself comes back as it is.
 * @throws ProcessorFault for what is no record, and for too much of it
 */
export function acceptContents(returned: unknown, input: AcceptInput): RecordContent[] {
  if (returned instanceof Promise) throw new ProcessorFault("it returned a promise, but must answer at once");
  if (!Array.isArray(returned)) throw new ProcessorFault("it returned no list of records");
  if (returned.length > 1) input.budget.takeRecords(returned.length);
  const known = new KnownValues(input.given);
  return returned.map((content) => (content === input.given ? input.given : accepted(content, known, input)));
}

function accepted(content: unknown, known: KnownValues, { given, redactText, budget }: AcceptInput): RecordContent {
  const parsed = contentSchema.safeParse(content);
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: "" };
    throw new ProcessorFault(`it returned what is no record (${[...path, message].join(": ")})`);
  }
  budget.takeCharacters(RECORD_COST);
  const copy = new ContentCopy({ known, redactText, budget });
  const { attributes, sharedAttributes, ...columns } = parsed.data;
  return {
    ...(Object.fromEntries(
      Object.entries(columns).map(([name, value]) => [name, copy.column(value)]),
    ) as typeof columns),
    attributes: attributes && copy.object(attributes, 0),
    // The same object stays the same: it is stored once for all records that share it.
    sharedAttributes:
      sharedAttributes === given.sharedAttributes
        ? sharedAttributes
        : sharedAttributes && copy.object(sharedAttributes, 0),
  };
}

/** The texts and numbers of a record, collected when they are asked for. */
class KnownValues {
  private readonly content: RecordContent;
  private values: Set<unknown> | null = null;

  constructor(content: RecordContent) {
    this.content = content;
  }

  has(value: string | number): boolean {
    this.values ??= collect(this.content, new Set());
    return this.values.has(value);
  }
}

function collect(value: unknown, into: Set<unknown>): Set<unknown> {
  if (typeof value !== "object" || value === null) return into.add(value);
  for (const [key, inner] of Object.entries(value)) collect(inner, into.add(key));
  return into;
}

class ContentCopy {
  private readonly known: KnownValues;
  private readonly redactText: ((text: string) => string) | null;
  private readonly budget: OutputBudget;

  constructor({ known, redactText, budget }: { known: KnownValues } & Omit<AcceptInput, "given">) {
    this.known = known;
    this.redactText = redactText;
    this.budget = budget;
  }

  column<Value>(value: Value): Value | string {
    if (typeof value !== "string") return value;
    this.budget.takeCharacters(value.length);
    return this.redactText === null || this.known.has(value) ? value : this.redactText(value);
  }

  object(value: object, depth: number): JsonObject {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.map(([key, inner]) => [this.column(key), this.value(key, inner, depth + 1)]));
  }

  private value(key: string, value: unknown, depth: number): Json {
    this.budget.takeCharacters(VALUE_COST);
    if (depth > MAX_DEPTH) throw new ProcessorFault(`it returned attributes more than ${MAX_DEPTH} levels deep`);
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "string") return this.leaf(key, value);
    if (typeof value === "number" && Number.isFinite(value)) return this.leaf(key, value);
    if (Array.isArray(value)) return value.map((item) => this.value(key, item, depth + 1));
    if (isObject(value)) return this.object(value, depth);
    throw new ProcessorFault(`it returned the attribute "${key.slice(0, 80)}", which is no JSON`);
  }

  /** A value is redacted beside its key, which may be what tells that it is a secret. */
  private leaf(key: string, value: string | number): Json {
    if (typeof value === "string") this.budget.takeCharacters(value.length);
    if (this.redactText === null || this.known.has(value)) return value;
    const line = JSON.stringify({ [key]: value });
    const redacted = this.redactText(line);
    return redacted === line ? value : valueIn(redacted);
  }
}

/** The one value of an object in JSON; what redaction made unreadable is left out. */
function valueIn(line: string): Json {
  try {
    return Object.values(JSON.parse(line) as JsonObject)[0] ?? null;
  } catch {
    return "***";
  }
}

function isObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
