import type { RecordParser } from "#lib/formats/format.ts";
import type { MappedKeys } from "./mapped-keys.ts";
import { MappedReader } from "./mapped-record.ts";
import { parseExactly, parseJson } from "./parse-json.ts";
import { prefixedJson, readPrefix } from "./prefixed-json.ts";
import { recordIn } from "./record-list.ts";

/** Each piece is an object, perhaps with something before it. */
export function createLineParser(keys: MappedKeys): RecordParser {
  const reader = new MappedReader(keys);
  return {
    parse({ text }) {
      const prefixed = text.charCodeAt(0) === 0x7b ? null : prefixedJson(text);
      if (prefixed === null) return reader.parse(text);
      const record = reader.parse(prefixed.text);
      if (record.kind === "record") readPrefix(record, prefixed.prefix);
      return record;
    },
    state: () => null,
  };
}

/** Each piece is an element of a document's list; the first one has the start of the document before it. */
export function createListParser(keys: MappedKeys, path: readonly string[]): RecordParser {
  const reader = new MappedReader(keys);
  return {
    parse({ text }) {
      const object = recordIn(text, path);
      if (typeof object === "string") return { kind: "reject", reason: object };
      const own = typeof parseJson(text) === "string" ? JSON.stringify(object) : text;
      return reader.checked(object, own, () => {
        const exact = recordIn(text, path, parseExactly);
        return typeof exact === "string" ? object : exact;
      });
    },
    state: () => null,
  };
}
