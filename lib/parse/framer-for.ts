import type { FormatSettings, LogFormat } from "#lib/formats/format.ts";
import { frameJson } from "#lib/streams/frame-json.ts";
import { frameJsonPath } from "#lib/streams/frame-json-path.ts";
import { frameLines } from "#lib/streams/frame-lines.ts";
import { frameMultiLine } from "#lib/streams/frame-multi-line.ts";
import { frameRows } from "#lib/streams/frame-rows.ts";
import type { Framer } from "#lib/streams/framer.ts";

/** The framer that a format asks for. */
export function framerFor(format: LogFormat, settings: FormatSettings): Framer {
  const framing = typeof format.framing === "function" ? format.framing(settings) : format.framing;
  switch (framing.kind) {
    case "lines":
      return frameLines;
    case "multi-line":
      return frameMultiLine(framing);
    case "rows":
      return frameRows(framing);
    case "json":
      return framing.path === undefined ? frameJson : frameJsonPath(framing.path);
  }
}
