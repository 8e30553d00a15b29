import { readFileSync } from "node:fs";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { readAll } from "./read-all.test-kit.ts";

/** Everything that reading a fixture gives, one line of JSON a record, to compare with its golden output. */
export async function goldenOf(path: URL): Promise<string> {
  const { records, reading } = await readAll({ source: bytesSource(readFileSync(path)), fileName: "fixture.log" });
  const shown = records.map(({ kind, recordNumber, byteOffset, byteLength, ...rest }) => {
    const time =
      "timestampUs" in rest && rest.timestampUs !== null ? new Date(rest.timestampUs / 1000).toISOString() : undefined;
    return `${kind} ${recordNumber} @${byteOffset}+${byteLength} ${JSON.stringify({ ...rest, timestampUs: undefined, time })}`;
  });
  // Which format comes second, and how near, depends on all the others.
  return `${JSON.stringify({ ...reading, runnerUp: undefined })}\n${shown.join("\n")}\n`;
}
