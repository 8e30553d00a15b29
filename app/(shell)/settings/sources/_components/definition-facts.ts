import { formatBytes } from "#components/ui/format-bytes.ts";
import { formatCount } from "#components/ui/format-count.ts";
import type { SourceDefinition } from "#lib/model/source.ts";
import { AFTER_WORDS, intervalText, whereWords } from "./source-words.ts";

export interface DefinitionFact {
  name: string;
  value: string;
  /** Of addresses, keys and patterns. */
  isCode: boolean;
}

const EVERYTHING = "Everything";
/** What is shown as it is typed. */
const CODE = new Set(["Looks in", "Takes", "Leaves out", "From the key"]);

/** A definition as pairs of a name and what is to be said, without what was left open. */
export function definitionFacts(
  definition: SourceDefinition,
  { titleOf, hasSecret }: { titleOf: (format: string) => string; hasSecret: boolean },
): DefinitionFact[] {
  const { include, exclude, startAt, fromKey, deployment, device, format, timeZone, lane } = definition;
  const facts: [string, string | null][] = [
    ["Looks in", whereWords(definition)],
    ["Keys", keyWords(definition, hasSecret)],
    ["Takes", include.length === 0 ? EVERYTHING : include.join(", ")],
    ["Leaves out", exclude.join(", ") || null],
    ["Not before", startAt],
    ["From the key", fromKey],
    ["Deployment", deployment],
    ["Device", device],
    ["Format", format === null ? null : titleOf(format)],
    ["Time zone", timeZone],
    ["Lane", lane === null ? null : `${lane.charAt(0).toUpperCase()}${lane.slice(1)}`],
    ["Looks every", definition.intervalS === null ? null : intervalText(definition.intervalS)],
    ["Objects afterwards", AFTER_WORDS[definition.after]],
    ["At most", limitWords(definition)],
  ];
  return facts.flatMap(([name, value]) =>
    value === null ? [] : [{ name, value, isCode: CODE.has(name) && value !== EVERYTHING }],
  );
}

function keyWords(definition: SourceDefinition, hasSecret: boolean): string | null {
  if (definition.kind !== "s3") return null;
  if (definition.connection.credentials === "environment") return "Of the server's environment";
  return hasSecret ? "Saved, encrypted; never shown" : "None";
}

function limitWords({ maxObjectsPerS, maxBytesPerS }: SourceDefinition): string | null {
  const parts = [
    maxObjectsPerS === null ? null : `${formatCount(maxObjectsPerS)} objects/s`,
    maxBytesPerS === null ? null : `${formatBytes(maxBytesPerS)}/s`,
  ].filter(Boolean);
  return parts.length === 0 ? null : parts.join(", ");
}
