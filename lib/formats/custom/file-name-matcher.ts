/** True for names that fit any of the globs: `*` any text, `?` one character, `[ab]` one of these; case does not matter. */
export function fileNameMatcher(globs: readonly string[]): (fileName: string) => boolean {
  const wanted: string[][] = globs.map((glob) => glob.toLowerCase().match(/\[[^\]]+\]|[\s\S]/g) ?? []);
  return (fileName) => {
    const path = fileName.replaceAll("\\", "/").toLowerCase();
    const name = path.slice(path.lastIndexOf("/") + 1);
    return wanted.some((parts) => fits(parts.includes("/") ? path : name, parts));
  };
}

/** Goes back to the last `*` only, so that no glob takes more than the product of both lengths. */
function fits(text: string, parts: readonly string[]): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (parts[part] === "*") {
      star = part++;
      starAt = at;
    } else if (part < parts.length && fitsOne(text[at] ?? "", parts[part] ?? "")) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (parts[part] === "*") part++;
  return part === parts.length;
}

function fitsOne(character: string, part: string): boolean {
  if (part === "?") return true;
  return part.length > 1 ? part.slice(1, -1).includes(character) : part === character;
}
