import type { Json, JsonObject } from "#lib/model/json.ts";
import { isObject } from "./json-http.ts";

/**
 * The object of a text that a framer cut out of a document at its record: what is still open is closed. Of several
 * objects on the way to the record, the last one. A string says why there is none, in words for people.
 * `parse` reads the completed text; JSON.parse when absent.
 */
export function completeJson(text: string, parse: (text: string) => unknown = JSON.parse): JsonObject | string {
  if (!text.startsWith("{")) return "Not JSON.";
  const closers = closersOf(text);
  if (closers === null) return "Broken JSON: it ends in the middle.";
  const value = parsed(text + closers, parse) ?? parsed(`[${text}${closers}]`, parse);
  const last = Array.isArray(value) ? value.at(-1) : value;
  return isObject(last) ? last : "Broken JSON.";
}

function parsed(text: string, parse: (text: string) => unknown): Json {
  try {
    return parse(text) as Json;
  } catch {
    return null;
  }
}

/** What closes all that a text leaves open; null when it ends within a string. */
function closersOf(text: string): string | null {
  const open: string[] = [];
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === 0x5c) at++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b) open.push("}");
    else if (code === 0x5b) open.push("]");
    else if (code === 0x7d || code === 0x5d) open.pop();
  }
  return inString ? null : open.reverse().join("");
}
