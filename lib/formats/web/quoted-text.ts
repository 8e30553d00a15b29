const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const BRACKET = 0x5b;

/**
 * Where the quoted text that opens at `at` closes: at the next quote that is not escaped and that a space, a tab or the
 * end of the line follows, because clients send quotes and not every writer escapes them. -1 when it never closes.
 */
export function closingQuote(text: string, at: number): number {
  for (let end = text.indexOf('"', at + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    const next = text.charCodeAt(end + 1);
    if ((next === SPACE || next === 9 || Number.isNaN(next)) && !isEscaped(text, at, end)) return end;
  }
  return -1;
}

function isEscaped(text: string, from: number, at: number): boolean {
  let count = 0;
  while (at - 1 - count > from && text.charCodeAt(at - 1 - count) === BACKSLASH) count++;
  return count % 2 === 1;
}

/** The fields of a line, separated by spaces; quotes and square brackets hold fields with spaces and are taken off. */
export function quotedFields(text: string, from = 0): string[] {
  const fields: string[] = [];
  // Where one never closes, none behind it does: looked for once, or a hostile line would cost its length squared.
  let mayClose = { quote: true, bracket: true };
  for (let at = from; at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === SPACE) {
      at++;
      continue;
    }
    const isQuote = code === QUOTE && mayClose.quote;
    const isBracket = code === BRACKET && mayClose.bracket;
    const close = isQuote ? closingQuote(text, at) : isBracket ? text.indexOf("]", at) : -1;
    if (close === -1) mayClose = { quote: mayClose.quote && !isQuote, bracket: mayClose.bracket && !isBracket };
    const end = close === -1 ? spaceAfter(text, at) : close;
    fields.push(text.slice(close === -1 ? at : at + 1, end));
    at = close === -1 ? end : end + 1;
  }
  return fields;
}

function spaceAfter(text: string, at: number): number {
  const space = text.indexOf(" ", at);
  return space === -1 ? text.length : space;
}
