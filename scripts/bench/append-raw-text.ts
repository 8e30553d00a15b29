import { Transform } from "node:stream";

// Signature, flags and the length of the header's extension, which Postgres leaves empty.
const HEADER_BYTES = 19;

/** Adds one text column, the next line, to every row of a COPY stream in Postgres' binary form. */
export function appendRawText(lines: Iterable<string>): Transform {
  const next = lines[Symbol.iterator]();
  let rest: Buffer = Buffer.alloc(0);
  let isHeaderDone = false;
  return new Transform({
    transform(bytes: Buffer, _, done) {
      const data = rest.length === 0 ? bytes : Buffer.concat([rest, bytes]);
      const out: Buffer[] = [];
      let at = 0;
      if (!isHeaderDone && data.length >= HEADER_BYTES) {
        out.push(data.subarray(0, HEADER_BYTES));
        at = HEADER_BYTES;
        isHeaderDone = true;
      }
      for (let end = rowEnd(data, at); isHeaderDone && end !== null && end > at; end = rowEnd(data, at)) {
        const columns = data.readInt16BE(at);
        if (columns === -1) out.push(data.subarray(at, end));
        else out.push(widened(data.subarray(at, end), columns, Buffer.from(next.next().value ?? "")));
        at = end;
      }
      rest = data.subarray(at);
      done(null, Buffer.concat(out));
    },
  });
}

/** Where the row that starts at `at` ends, or null when it is not there as a whole. */
function rowEnd(data: Buffer, at: number): number | null {
  if (at + 2 > data.length) return null;
  const columns = data.readInt16BE(at);
  let end = at + 2;
  for (let i = 0; i < columns; i++) {
    if (end + 4 > data.length) return null;
    end += 4 + Math.max(0, data.readInt32BE(end));
  }
  return end <= data.length ? end : null;
}

function widened(row: Buffer, columns: number, line: Buffer): Buffer {
  const wide = Buffer.allocUnsafe(row.length + 4 + line.length);
  row.copy(wide);
  wide.writeInt16BE(columns + 1, 0);
  wide.writeInt32BE(line.length, row.length);
  line.copy(wide, row.length + 4);
  return wide;
}
