import type { FormatSettings, ParsedPiece, RecordParser, TextSample } from "#lib/formats/format.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import type { Json } from "#lib/model/json.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { iisDefaultFields } from "./iis-default-fields.ts";
import { W3cDays } from "./w3c-clock.ts";
import { type W3cPlan, w3cPlan } from "./w3c-plan.ts";
import { type W3cDialect, w3cRecord } from "./w3c-record.ts";
import { NO_DIRECTIVES, parseW3cState, readDirective, type W3cState, w3cStateJson } from "./w3c-state.ts";
import { w3cValues } from "./w3c-values.ts";

/** The fields of the first #Fields directive in the sample, in lower case; null when there is none. */
export function firstW3cFields(sample: TextSample): string[] | null {
  for (const line of sampleLines(sample)) {
    if (!line.startsWith("#")) continue;
    const { fields } = readDirective(line, NO_DIRECTIVES);
    if (fields.length > 1) return fields.map((field) => field.toLowerCase());
  }
  return null;
}

/** The standard says UTC; the Windows firewall says when it is not. */
export function surveyW3c(sample: TextSample): FormatSettings {
  let state = NO_DIRECTIVES;
  for (const line of sampleLines(sample)) if (line.startsWith("#")) state = readDirective(line, state);
  const isLocal = state.isLocal || state.fields.some((field) => field.toLowerCase() === "time-local");
  const assumedFields = state.fields.length === 0 ? iisDefaultFields(sample) : null;
  return { ...(isLocal ? {} : { hasRecordZone: true }), ...(assumedFields === null ? {} : { assumedFields }) };
}

/** Reads rows with the directives above them, which hold until the next ones; `settings`: as `surveyW3c` found them. */
export function createW3cParser(
  dialectOf: (state: W3cState) => W3cDialect,
  { assumedFields }: FormatSettings,
  state?: Json,
): RecordParser {
  const fields = Array.isArray(assumedFields) ? assumedFields.map(String) : [];
  const reader = new W3cReader(dialectOf, state === undefined ? { ...NO_DIRECTIVES, fields } : parseW3cState(state));
  return { parse: ({ text }) => reader.parse(text), state: () => w3cStateJson(reader.state) };
}

class W3cReader {
  state: W3cState;
  private readonly dialectOf: (state: W3cState) => W3cDialect;
  private dialect: W3cDialect;
  private plan: W3cPlan;
  private sets = new KnownSets();
  private readonly days = new W3cDays();

  constructor(dialectOf: (state: W3cState) => W3cDialect, state: W3cState) {
    this.dialectOf = dialectOf;
    this.state = state;
    this.dialect = dialectOf(state);
    this.plan = w3cPlan(state.fields);
  }

  parse(text: string): ParsedPiece {
    const line = this.readDirectives(text);
    if (line === "") return { kind: "record", timeUs: null, severityNumber: SEVERITY.info, body: text };
    if (this.plan.count === 0) return { kind: "reject", reason: "No #Fields line above it names its columns." };
    const { state, plan, dialect, sets, days } = this;
    const values = w3cValues(line, state.delimiter);
    const record = w3cRecord({ values, plan, state, dialect, sets, days, line });
    if (record.timeUs === null && values.length < plan.count / 2) {
      return { kind: "reject", reason: `Only ${values.length} of the ${plan.count} values that #Fields names.` };
    }
    if (values.length !== plan.count) {
      const further = values.slice(plan.count).join(" ");
      record.attributes = {
        ...record.attributes,
        "w3c.value_count": values.length,
        "w3c.field_count": plan.count,
        ...(further === "" ? {} : { "w3c.further_values": further }),
      };
    }
    return record;
  }

  /** Takes the directives above a row; gives the row, or nothing when there is none. */
  private readDirectives(text: string): string {
    if (!text.startsWith("#")) return text;
    let state = this.state;
    let at = 0;
    while (at < text.length && (text.charCodeAt(at) === 0x23 || isLineEnd(text.charCodeAt(at)))) {
      const found = text.indexOf("\n", at);
      const end = found === -1 ? text.length : found;
      if (text.charCodeAt(at) === 0x23) state = readDirective(text.slice(at, end), state);
      at = end + 1;
    }
    this.follow(state);
    return text.slice(at).trimEnd();
  }

  private follow(state: W3cState): void {
    this.dialect = this.dialectOf(state);
    if (state.fields !== this.state.fields) {
      this.plan = w3cPlan(state.fields);
      this.sets = new KnownSets();
    }
    this.state = state;
  }
}

function isLineEnd(code: number): boolean {
  return code === 10 || code === 13;
}
