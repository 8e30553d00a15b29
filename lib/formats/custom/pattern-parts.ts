/**
 * A pattern cut where it can be: what comes before a cut is a pattern of its own. A literal is one part, so is a group
 * or a class with what repeats it. Null = alternatives or quoting go over all of it, or a bracket is open.
 */
export function patternParts(text: string): string[] | null {
  if (/\\[QE]/.test(text)) return null;
  const parts: string[] = [];
  for (let at = 0; at < text.length; ) {
    if (text[at] === "|" || text[at] === ")") return null;
    const atomEnd = endOfAtom(text, at);
    if (atomEnd === null) return null;
    const end = endOfRepetition(text, atomEnd);
    parts.push(text.slice(at, end));
    at = end;
  }
  return parts;
}

function endOfAtom(text: string, at: number): number | null {
  switch (text[at]) {
    case "\\":
      return at + 1 < text.length ? at + 2 : null;
    case "[":
      return classEnd(text, at);
    case "(":
      return groupEnd(text, at);
    case "%": {
      const end = text[at + 1] === "{" ? text.indexOf("}", at) : -1;
      return end === -1 ? at + 1 : end + 1;
    }
    default:
      return at + 1;
  }
}

function endOfRepetition(text: string, from: number): number {
  let at = from;
  if (text[at] === "{") {
    const end = text.indexOf("}", at);
    if (end === -1 || !/^\{\d{1,4}(?:,\d{0,4})?\}$/.test(text.slice(at, Math.min(end + 1, at + 12)))) return from;
    at = end + 1;
  } else if (text[at] === "*" || text[at] === "+" || text[at] === "?") at++;
  else return from;
  return text[at] === "?" ? at + 1 : at;
}

function groupEnd(text: string, from: number): number | null {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === "[") {
      const end = classEnd(text, at);
      if (end === null) return null;
      at = end - 1;
    } else if (text[at] === "(") depth++;
    else if (text[at] === ")" && --depth === 0) return at + 1;
  }
  return null;
}

/** Behind the bracket that closes a class; one that comes first in it stands for itself. */
function classEnd(text: string, from: number): number | null {
  let at = text[from + 1] === "^" ? from + 2 : from + 1;
  if (text[at] === "]") at++;
  for (; at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (text.startsWith("[:", at)) {
      const end = text.indexOf(":]", at);
      if (end === -1) return null;
      at = end + 1;
    } else if (text[at] === "]") return at + 1;
  }
  return null;
}
