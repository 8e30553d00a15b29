const REST = [/%\{GREEDYDATA:([^{}:]+)\}\$?$/, /\(\?P?<([A-Za-z_][A-Za-z0-9_]*)>\.\*\)\$?$/];

/**
 * A pattern that ends with a field for whatever the line still has, without that field: what comes before it decides
 * whether a line fits, and lines are mostly such texts. Null = the pattern is not of this kind.
 */
export function restOfLine(text: string): { head: string; field: string } | null {
  for (const ending of REST) {
    const found = ending.exec(text);
    const [whole, field] = found ?? [];
    if (whole === undefined || field === undefined) continue;
    const head = text.slice(0, -whole.length);
    return isComplete(head) ? { head, field } : null;
  }
  return null;
}

/** True when nothing in it reaches over its end: no open bracket, no alternative, no escape, no changed flags. */
function isComplete(head: string): boolean {
  if (head === "" || /\\[QE]|\(\?[a-zA-Z-]*[mUs]/.test(head)) return false;
  let depth = 0;
  for (let at = 0; at < head.length; at++) {
    const character = head[at];
    if (character === "\\") {
      at++;
      if (at === head.length) return false;
    } else if (character === "[") {
      const end = classEnd(head, at);
      if (end === null) return false;
      at = end;
    } else if (character === "(") depth++;
    else if (character === ")") depth--;
    else if (character === "|" && depth === 0) return false;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** Where the bracket of a class closes; a bracket that comes first in it stands for itself. */
function classEnd(head: string, from: number): number | null {
  let at = head[from + 1] === "^" ? from + 2 : from + 1;
  if (head[at] === "]") at++;
  for (; at < head.length; at++) {
    if (head[at] === "\\") at++;
    else if (head.startsWith("[:", at)) {
      const end = head.indexOf(":]", at);
      if (end === -1) return null;
      at = end + 1;
    } else if (head[at] === "]") return at;
  }
  return null;
}
