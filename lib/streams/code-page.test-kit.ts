import type { CodePage } from "#lib/model/code-page.ts";
import { decodeCodePage } from "./code-page-text.ts";

const tables = new Map<CodePage, ReadonlyMap<string, number[]>>();

/** The bytes of a text in a code page. Throws for a character that it does not have. */
export function encodeIn(page: CodePage, text: string): Buffer {
  const table = tables.get(page) ?? tableOf(page);
  tables.set(page, table);
  return Buffer.from(
    [...text].flatMap((character) => {
      const bytes = character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : table.get(character);
      if (bytes === undefined) throw new Error(`${page} has no ${character}.`);
      return bytes;
    }),
  );
}

function tableOf(page: CodePage): ReadonlyMap<string, number[]> {
  const table = new Map<string, number[]>();
  const add = (bytes: number[]) => {
    const text = decodeCodePage(Uint8Array.from(bytes), page);
    if ([...text].length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, bytes);
  };
  for (let lead = 0x80; lead < 0x100; lead++) add([lead]);
  for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) add([lead, trail]);
  return table;
}
