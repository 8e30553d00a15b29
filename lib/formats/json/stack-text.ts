import type { Json } from "#lib/model/json.ts";
import { isObject } from "./json-http.ts";

/** A stack trace as text: written as such, as a list of lines, or as a list of frames; null for anything else. */
export function stackText(value: Json | undefined): string | null {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || value.length === 0) return null;
  const lines = value.map(lineOf).filter((line) => line !== null);
  return lines.length === value.length ? lines.join("\n") : null;
}

/** Frames as Log4j 2, JBoss, zerolog and structlog write them. */
function lineOf(frame: Json): string | null {
  if (typeof frame === "string") return frame.trimEnd();
  if (!isObject(frame)) return null;
  const method = frame.method ?? frame.func ?? frame.function ?? frame.name;
  const file = frame.file ?? frame.source ?? frame.filename;
  const line = frame.line ?? frame.lineno;
  if (typeof method !== "string") return null;
  const place = [file, line].filter((part) => typeof part === "string" || typeof part === "number").join(":");
  const name = typeof frame.class === "string" ? `${frame.class}.${method}` : method;
  return place === "" ? `\tat ${name}` : `\tat ${name}(${place})`;
}
