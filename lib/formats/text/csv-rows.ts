const QUOTE = 0x22;

/** The fields of a row (RFC 4180): a quoted field may hold delimiters, line ends and doubled quotes. */
export function csvFields(row: string, delimiter: string): string[] {
  if (!row.includes('"')) return row.split(delimiter);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    const start = skipSpaces(row, at);
    const isQuoted = row.charCodeAt(start) === QUOTE;
    const close = isQuoted ? closingQuote(row, start + 1) : at;
    const found = row.indexOf(delimiter, close);
    const end = found === -1 ? row.length : found;
    if (isQuoted) {
      const inner = unescaped(row, start + 1, close);
      // What stands behind a closing quote belongs to no rule, but is kept.
      fields.push(close + 1 < end ? inner + row.slice(close + 1, end).trimEnd() : inner);
    } else {
      fields.push(row.slice(at, end));
    }
    if (found === -1) return fields;
    at = end + delimiter.length;
  }
}

function unescaped(row: string, from: number, to: number): string {
  const text = row.slice(from, to);
  const quote = row.indexOf('"', from);
  return quote === -1 || quote >= to ? text : text.replaceAll('""', '"');
}

function skipSpaces(row: string, from: number): number {
  let at = from;
  while (row.charCodeAt(at) === 0x20) at++;
  return at;
}

/** Where the field that was opened before `from` closes; the end of the row when it never does. */
function closingQuote(row: string, from: number): number {
  for (let at = row.indexOf('"', from); at !== -1; at = row.indexOf('"', at + 2)) {
    if (row.charCodeAt(at + 1) !== QUOTE) return at;
  }
  return row.length;
}

/** The first rows of a text, without line ends; a row whose quote never closes ends with its first line. */
export function firstCsvRows(text: string, delimiter: string, maxRows: number): string[] {
  const rows: string[] = [];
  for (let at = 0; at < text.length && rows.length < maxRows; ) {
    const lineEnd = endOfLine(text, at);
    let end = lineEnd;
    for (let more = 0; isOpen(text.slice(at, end), delimiter) && end < text.length && more < 200; more++) {
      end = endOfLine(text, end + 1);
    }
    if (isOpen(text.slice(at, end), delimiter)) end = lineEnd;
    const row = text.slice(at, end).replace(/\r$/, "");
    if (row.trim() !== "") rows.push(row);
    at = end + 1;
  }
  return rows;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end === -1 ? text.length : end;
}

function isOpen(row: string, delimiter: string): boolean {
  if (!row.includes('"')) return false;
  for (let at = 0; ; ) {
    const start = skipSpaces(row, at);
    const isQuoted = row.charCodeAt(start) === QUOTE;
    const close = isQuoted ? closingQuote(row, start + 1) : at;
    if (close === row.length && isQuoted) return true;
    const found = row.indexOf(delimiter, close);
    if (found === -1) return false;
    at = found + delimiter.length;
  }
}
