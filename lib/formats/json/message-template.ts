import type { Json, JsonObject } from "#lib/model/json.ts";

const HOLE = /\{\{|\}\}|\{[@$]?(\w{1,100})(?:,-?\d{1,4})?(:[^{}]{0,100})?\}/g;

/**
 * The text of a message template with its values (https://messagetemplates.org). Holes with a format take what the logger
 * wrote for them into `@r`, in their order, where it did; a hole without a value stays as it is.
 */
export function renderTemplate(template: string, values: JsonObject): string {
  const formatted = Array.isArray(values["@r"]) ? values["@r"] : [];
  let at = 0;
  return template.replace(HOLE, (hole, name: string | undefined, format: string | undefined) => {
    if (name === undefined) return hole.charAt(0);
    const written = format === undefined ? undefined : formatted[at++];
    const value = written ?? (Object.hasOwn(values, name) ? values[name] : undefined);
    return value === undefined ? hole : textOf(value);
  });
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
