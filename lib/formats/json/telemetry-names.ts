import type { ParsedRecord } from "#lib/formats/format.ts";
import type { Json, JsonObject } from "#lib/model/json.ts";
import { traceId } from "./mapped-keys.ts";
import { stackText } from "./stack-text.ts";

interface TraceParts {
  trace: Json | undefined;
  span: Json | undefined;
}

/** Ids of trace and span under the names they have in OpenTelemetry's logs; a trace tells of the request, too. */
export function setTrace(record: ParsedRecord, attributes: JsonObject, { trace, span }: TraceParts): void {
  const id = trace === undefined ? null : traceId(String(trace));
  if (id !== null) {
    attributes.trace_id = id;
    record.requestId ??= id;
  }
  if (span !== undefined) attributes.span_id = traceId(String(span));
}

interface ExceptionParts {
  type: Json | undefined;
  message: Json | undefined;
  stack: Json | undefined;
}

/** Type, message and stack trace of an exception under OpenTelemetry's names. */
export function setException(attributes: JsonObject, { type, message, stack }: ExceptionParts): void {
  if (type !== undefined) attributes["exception.type"] = type;
  if (message !== undefined) attributes["exception.message"] = message;
  if (stack !== undefined) attributes["exception.stacktrace"] = stackText(stack);
}
