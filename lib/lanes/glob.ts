import { linearPattern } from "#lib/streams/linear-pattern.ts";

/** True when a name fits a glob: `*` any text, `?` one character, `[ab]` one of these; case does not matter. */
export function fitsGlob(name: string, glob: string): boolean {
  return linearPattern(globPattern(glob)).isIn(name);
}

/** The same for a file: the last part of its path counts, the whole path where the glob has a slash. */
export function fitsFileGlob(path: string, glob: string): boolean {
  const slashed = path.replaceAll("\\", "/");
  return fitsGlob(glob.includes("/") ? slashed : slashed.slice(slashed.lastIndexOf("/") + 1), glob);
}

function globPattern(glob: string): string {
  const parts = glob.match(/\[[^\]]+\]|[\s\S]/g) ?? [];
  return `\\A(?s:${parts.map(partPattern).join("")})\\z`;
}

function partPattern(part: string): string {
  if (part === "*") return ".*";
  if (part === "?") return ".";
  if (part.length > 1 && part.startsWith("[")) {
    return `(?:${[...part.slice(1, -1)].map(literal).join("|")})`;
  }
  return literal(part);
}

function literal(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
