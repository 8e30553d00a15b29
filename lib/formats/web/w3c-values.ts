const QUOTE = 0x22;

/** The values of a line: separated by tabs where it has one, else by spaces, or by commas; quoted ones may hold both. */
export function w3cValues(line: string, delimiter: "auto" | ","): string[] {
  const mark = delimiter === "," ? "," : line.includes("\t") ? "\t" : " ";
  if (!line.includes('"')) return mark === " " ? spaced(line) : line.split(mark);
  return quotedValues(line, mark);
}

/** Writers that align columns use several spaces. */
function spaced(line: string): string[] {
  const values = line.split(" ");
  return values.includes("") ? values.filter((value) => value !== "") : values;
}

/** A quote in a quoted value is doubled; a value that never closes goes to the end of the line. */
export function quotedValues(line: string, mark: string): string[] {
  const values: string[] = [];
  for (let at = 0; at <= line.length; ) {
    if (mark === " " && line.charCodeAt(at) === 0x20) {
      at++;
      continue;
    }
    if (line.charCodeAt(at) !== QUOTE) {
      const end = next(line, mark, at);
      if (at < line.length || mark !== " ") values.push(line.slice(at, end));
      at = end + 1;
      continue;
    }
    const close = closing(line, at + 1);
    const inner = line.slice(at + 1, close);
    const end = next(line, mark, close);
    // What follows the closing quote belongs to no rule, but is kept.
    values.push((inner.includes('""') ? inner.replaceAll('""', '"') : inner) + line.slice(close + 1, end));
    at = end + 1;
  }
  return values;
}

function next(line: string, mark: string, at: number): number {
  const found = line.indexOf(mark, at);
  return found === -1 ? line.length : found;
}

function closing(line: string, from: number): number {
  for (let at = line.indexOf('"', from); at !== -1; at = line.indexOf('"', at + 2)) {
    if (line.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return line.length;
}
