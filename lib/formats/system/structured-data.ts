import { setOwn } from "#lib/formats/json/json-http.ts";
import type { JsonObject } from "#lib/model/json.ts";

export interface StructuredData {
  /** Parameters by element; null for "-". */
  elements: JsonObject | null;
  /** Behind it. */
  end: number;
}

const MAX_ELEMENTS = 64;
const NAME = /[^\s=\]"]{1,64}/y;

/** Reads RFC 5424's structured data at `at` (section 6.3); null when it breaks its rules. */
export function readStructuredData(text: string, at: number): StructuredData | null {
  if (text.charCodeAt(at) === 0x2d) return { elements: null, end: at + 1 };
  const elements: JsonObject = {};
  let end = at;
  for (let count = 0; text.charCodeAt(end) === 0x5b; count++) {
    const after = count < MAX_ELEMENTS ? readElement(text, end + 1, elements) : -1;
    if (after === -1) return null;
    end = after;
  }
  return end === at ? null : { elements, end };
}

/** Gives the place behind the element, or -1. */
function readElement(text: string, at: number, elements: JsonObject): number {
  const id = nameAt(text, at);
  if (id === null) return -1;
  const parameters: JsonObject = {};
  let end = at + id.length;
  while (text.charCodeAt(end) === 0x20) {
    const name = nameAt(text, end + 1);
    if (name === null || !text.startsWith('="', end + 1 + name.length)) return -1;
    const valueAt = end + name.length + 3;
    const close = closingQuote(text, valueAt);
    if (close === -1) return -1;
    const value = text.slice(valueAt, close);
    setOwn(parameters, name, value.includes("\\") ? value.replace(/\\(["\\\]])/g, "$1") : value);
    end = close + 1;
  }
  if (text.charCodeAt(end) !== 0x5d) return -1;
  setOwn(elements, id, parameters);
  return end + 1;
}

function nameAt(text: string, at: number): string | null {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? null;
}

function closingQuote(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x5c) at++;
    else if (code === 0x22) return at;
  }
  return -1;
}
