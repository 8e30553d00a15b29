import type { TextEncoding } from "#lib/model/log-file.ts";
import { textBlock } from "#lib/streams/text-block.ts";
import { widthChange } from "#lib/streams/width-change.ts";

/** The text of whole lines of a file as its reader read them, without a byte order mark. */
export function decodeText(bytes: Uint8Array, encoding: string | null): string {
  const ofFile = encoding === null || encoding === "binary" ? "utf-8" : (encoding as TextEncoding);
  const change = widthChange(bytes, ofFile, true);
  const { text } = textBlock(bytes, change?.at === 0 ? change.encoding : ofFile);
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
