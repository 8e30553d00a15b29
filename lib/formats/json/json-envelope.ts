import type { Json, JsonObject } from "#lib/model/json.ts";
import { isObject } from "./json-http.ts";

/**
 * The record that a log platform wrapped when it was asked for what it keeps, with what stands around it: hits of
 * Elasticsearch and OpenSearch (`_source`; their search API, elasticdump), logs of Datadog (`attributes`; its Logs API)
 * and results of Splunk (`result`; its search/export endpoint). Any other object is itself.
 */
export function unwrapped(object: JsonObject): JsonObject {
  const { _source: source } = object;
  if (source !== undefined) return isObject(source) && "_index" in object ? joined(object, "_source", source) : object;
  const { attributes } = object;
  if (attributes !== undefined && object.type === "log" && isObject(attributes)) {
    // Its status is a level in words, not one of HTTP.
    const { status, ...record } = attributes;
    return joined(object, "attributes", typeof status === "string" ? { level: status, ...record } : attributes);
  }
  const { result } = object;
  if (result !== undefined && isObject(result) && (result._raw !== undefined || result._time !== undefined)) {
    return joined(object, "result", result);
  }
  return object;
}

/** What the record itself says goes before what stands around it. */
function joined(object: JsonObject, key: string, record: JsonObject): JsonObject {
  const around = Object.entries(object).filter(([name]) => name !== key && !Object.hasOwn(record, name));
  // Null prototype: a key "__proto__" of the file stays an ordinary key.
  const result: JsonObject = Object.assign(Object.create(null), record);
  for (const [name, value] of around) result[name] = value as Json;
  return result;
}
