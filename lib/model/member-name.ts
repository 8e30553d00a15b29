const MAX_SHOWN = 1024;

/**
 * A name out of an archive as it may be shown: control characters, direction overrides and lone surrogates are written
 * as escapes, and what is longer than a name is cut. It stays text; nothing may use it as a path.
 */
export function memberName(name: string): string {
  const shown = Array.from(name.slice(0, MAX_SHOWN * 2), (character) =>
    /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/u.test(character)
      ? `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`
      : character,
  ).join("");
  if (shown === "") return "(no name)";
  return shown.length <= MAX_SHOWN ? shown : `${shown.slice(0, MAX_SHOWN - 1)}…`;
}

/** Where a member is, archives from the outermost on: "bundle.zip!/inner.zip!/logs/setup.log". */
export function memberPath(names: readonly string[]): string {
  return names.map(memberName).join("!/");
}
