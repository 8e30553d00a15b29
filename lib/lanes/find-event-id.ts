import { linearPattern, type PatternHit } from "#lib/streams/linear-pattern.ts";

const WRITTEN = [
  "<EventID(?:\\s[^>]{0,60})?>\\s{0,20}(\\d{1,5})\\s{0,20}</EventID>",
  '"event_?id"\\s{0,4}:\\s{0,4}"?(\\d{1,5})\\b',
  "\\bevent ?id\\s?[:=]?\\s{0,20}(\\d{1,5})\\b",
];

/** Where one of these Windows event ids stands: as XML, JSON or words; null = nowhere. */
export function findEventId(text: string, eventIds: readonly number[]): PatternHit | null {
  const wanted = eventIds.map((id) => `0{0,4}${id}`).join("|");
  const hits = WRITTEN.map((source) => linearPattern(source.replace("(\\d{1,5})", `(?:${wanted})`)).find(text));
  return hits.filter((hit) => hit !== null).sort((one, other) => one.index - other.index)[0] ?? null;
}
