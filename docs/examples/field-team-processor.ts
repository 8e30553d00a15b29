import type { Extension } from "#lib/extensions/extension.ts";
import type { JsonObject } from "#lib/model/json.ts";
import type { RecordContent, RecordProcessor } from "#lib/model/record-processor.ts";

const LEVELS: Readonly<Record<string, number>> = { debug: 5, info: 9, warn: 13, error: 17 };

/**
 * For pino logs of an agent that sends its records in batches ({"msg":"batch","items":[{"level":"warn","text":"..."}]}):
 * each item becomes a record of its own, health checks are dropped, and every record says which team it is from.
 */
const fieldTeam: RecordProcessor = {
  name: "field-team",
  version: 1,
  formats: ["pino"],
  process(record) {
    if (record.url === "/healthz") return [];
    const { items, ...attributes } = record.attributes ?? {};
    const own = { ...record, attributes: { ...attributes, team: "field" } };
    return Array.isArray(items) && items.length > 0 ? items.map((item) => itemRecord(own, item)) : [own];
  },
};

/** What a log holds is whatever somebody wrote: an item that is none throws, and the record is kept as text. */
function itemRecord(batch: RecordContent & { attributes: JsonObject }, item: unknown): RecordContent {
  if (typeof item !== "object" || item === null) throw new Error("an item of the batch is no object");
  const { level, text, ...attributes } = item as JsonObject;
  if (typeof text !== "string") throw new Error("an item of the batch has no text");
  return {
    ...batch,
    severityNumber: LEVELS[String(level)] ?? batch.severityNumber,
    body: text,
    attributes: { ...batch.attributes, ...attributes },
  };
}

export const extension: Extension = { processors: [fieldTeam] };
