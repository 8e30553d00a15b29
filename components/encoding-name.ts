import { CODE_PAGE_NAMES, isCodePage } from "#lib/model/code-page.ts";

/** An encoding as people write it: "UTF-16LE", "Windows-1252". A byte order mark is not worth a word. */
export function encodingName(encoding: string): string {
  if (isCodePage(encoding)) return CODE_PAGE_NAMES[encoding];
  const name = encoding.replace(/-bom$/, "");
  return name.startsWith("utf") ? name.toUpperCase() : name.charAt(0).toUpperCase() + name.slice(1);
}
