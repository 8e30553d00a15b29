import { frameElements } from "#lib/streams/frame-elements.ts";
import { frameJson } from "#lib/streams/frame-json.ts";
import { frameJsonPath } from "#lib/streams/frame-json-path.ts";
import { frameLines } from "#lib/streams/frame-lines.ts";
import { frameMultiLine } from "#lib/streams/frame-multi-line.ts";
import { frameRows } from "#lib/streams/frame-rows.ts";
import type { Framer } from "#lib/streams/framer.ts";
import type { BinaryFraming, FormatSettings, LogFormat } from "./format.ts";

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
      return framing.path === undefined ? frameJson(framing.groups) : frameJsonPath(framing.path);
    case "elements":
      return frameElements(framing.name);
    case "binary":
      return framing.frame;
  }
}

/** The framing of a binary format; null for text. */
export function binaryFraming({ framing }: LogFormat): BinaryFraming | null {
  return typeof framing === "object" && framing.kind === "binary" ? framing : null;
}
