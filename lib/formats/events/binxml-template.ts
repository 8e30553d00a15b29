import { BinXmlDamage, type ExpansionBudget } from "./binxml-damage.ts";
import { utf16Text } from "./binxml-text.ts";

/** What a value stands for in the bytes of its chunk. */
export interface BinXmlValue {
  /** With 0x80 set it is an array. */
  type: number;
  at: number;
  size: number;
}

export interface ElementNode {
  kind: "element";
  name: string;
  attributes: { name: string; content: BinXmlNode[] }[];
  content: BinXmlNode[];
}

/** Binary XML as it is written: values are put into the slots when a record is expanded. */
export type BinXmlNode =
  | ElementNode
  | { kind: "text"; text: string }
  | { kind: "slot"; index: number; isOptional: boolean }
  | { kind: "instance"; content: BinXmlNode[]; values: BinXmlValue[] };

const MAX_DEPTH = 24;
const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Reads the binary XML of one 64 KiB chunk, whose names and templates are shared by its records. */
export class BinXmlReader {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  private readonly budget: ExpansionBudget;
  private readonly names = new Map<number, { name: string; length: number }>();
  private readonly templates = new Map<number, { content: BinXmlNode[]; length: number }>();
  private depth = 0;

  constructor(bytes: Uint8Array, budget: ExpansionBudget) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.budget = budget;
  }

  /** Forgets how deep a damaged record was when it broke off. */
  beginRecord(): void {
    this.depth = 0;
  }

  /** The nodes of a fragment. `isEmbedded`: not of a template, whose elements alone carry dependency ids. */
  fragment(at: number, end: number, isEmbedded: boolean): BinXmlNode[] {
    const cursor = { at, end: Math.min(end, this.bytes.length), isEmbedded };
    return this.content(cursor);
  }

  private content(cursor: Cursor): BinXmlNode[] {
    if (++this.depth > MAX_DEPTH) throw new BinXmlDamage("its elements are nested too deep");
    const nodes: BinXmlNode[] = [];
    while (cursor.at < cursor.end) {
      this.budget.step();
      const token = this.bytes[cursor.at++] ?? 0;
      if (token === TOKEN.end || token === TOKEN.endElement) break;
      const node = this.node(token, cursor);
      if (node !== null) nodes.push(node);
    }
    this.depth--;
    return nodes;
  }

  private node(token: number, cursor: Cursor): BinXmlNode | null {
    switch (token & 0xbf) {
      case TOKEN.fragment:
        cursor.at += 3;
        return null;
      case TOKEN.startElement:
        return this.element((token & 0x40) !== 0, cursor);
      case TOKEN.template:
        return this.instance(cursor);
      case TOKEN.instructionTarget:
        this.name(cursor);
        return null;
      case TOKEN.instructionData:
        this.counted(cursor);
        return null;
      default:
        return this.inline(token, cursor);
    }
  }

  /** What may stand in an element's content and in an attribute's value alike. */
  private inline(token: number, cursor: Cursor): BinXmlNode {
    switch (token & 0xbf) {
      case TOKEN.text:
        cursor.at++;
        return { kind: "text", text: this.counted(cursor) };
      case TOKEN.cdata:
        return { kind: "text", text: this.counted(cursor) };
      case TOKEN.character:
        cursor.at += 2;
        return { kind: "text", text: String.fromCharCode(this.view.getUint16(cursor.at - 2, true)) };
      case TOKEN.entity: {
        const name = this.name(cursor);
        return { kind: "text", text: ENTITIES[name] ?? `&${name};` };
      }
      case TOKEN.slot:
      case TOKEN.optionalSlot: {
        const index = this.view.getUint16(cursor.at, true);
        cursor.at += 3;
        return { kind: "slot", index, isOptional: (token & 0xbf) === TOKEN.optionalSlot };
      }
      default:
        throw new BinXmlDamage(`it holds the unknown token 0x${token.toString(16).padStart(2, "0")}`);
    }
  }

  private element(hasAttributes: boolean, cursor: Cursor): ElementNode {
    cursor.at += cursor.isEmbedded ? 4 : 6;
    const element: ElementNode = { kind: "element", name: this.name(cursor), attributes: [], content: [] };
    if (hasAttributes) {
      cursor.at += 4;
      while (((this.bytes[cursor.at] ?? 0) & 0xbf) === TOKEN.attribute) element.attributes.push(this.attribute(cursor));
    }
    const closing = this.bytes[cursor.at++];
    if (closing === TOKEN.closeStart) element.content = this.content(cursor);
    else if (closing !== TOKEN.closeEmpty)
      throw new BinXmlDamage(`the start of its element ${element.name} is damaged`);
    return element;
  }

  private attribute(cursor: Cursor): ElementNode["attributes"][number] {
    this.budget.step();
    cursor.at++;
    const name = this.name(cursor);
    const content: BinXmlNode[] = [];
    while (VALUE_TOKENS.has((this.bytes[cursor.at] ?? 0) & 0xbf)) {
      this.budget.step();
      content.push(this.inline(this.bytes[cursor.at++] ?? 0, cursor));
    }
    return { name, content };
  }

  private instance(cursor: Cursor): BinXmlNode {
    const definition = this.view.getUint32(cursor.at + 5, true);
    cursor.at += 9;
    const template = this.template(definition);
    // A template stands where it is used first.
    if (definition === cursor.at) cursor.at += template.length;
    return { kind: "instance", content: template.content, values: this.values(cursor) };
  }

  private template(at: number): { content: BinXmlNode[]; length: number } {
    const known = this.templates.get(at);
    if (known !== undefined) return known;
    const size = this.view.getUint32(at + 20, true);
    if (size === 0) throw new BinXmlDamage("the template that it needs is lost");
    const read = { content: this.fragment(at + 24, at + 24 + size, false), length: 24 + size };
    this.templates.set(at, read);
    return read;
  }

  private values(cursor: Cursor): BinXmlValue[] {
    const count = this.view.getUint32(cursor.at, true);
    let at = cursor.at + 4 + count * 4;
    if (at > this.bytes.length) throw new BinXmlDamage("it has more values than its chunk can hold");
    const values: BinXmlValue[] = [];
    for (let index = 0; index < count; index++) {
      const descriptor = cursor.at + 4 + index * 4;
      const size = this.view.getUint16(descriptor, true);
      values.push({ type: this.bytes[descriptor + 2] ?? 0, at, size });
      at += size;
    }
    if (at > this.bytes.length) throw new BinXmlDamage("its values go on beyond its chunk");
    cursor.at = at;
    return values;
  }

  /** A name stands where it is used first, else somewhere before. */
  private name(cursor: Cursor): string {
    const at = this.view.getUint32(cursor.at, true);
    cursor.at += 4;
    let known = this.names.get(at);
    if (known === undefined) {
      const count = this.view.getUint16(at + 6, true);
      if (at + 8 + count * 2 > this.bytes.length) throw new BinXmlDamage("a name in it goes on beyond its chunk");
      known = { name: utf16Text(this.bytes, at + 8, count), length: 10 + count * 2 };
      this.names.set(at, known);
    }
    if (at === cursor.at) cursor.at += known.length;
    return known.name;
  }

  private counted(cursor: Cursor): string {
    const count = this.view.getUint16(cursor.at, true);
    const at = cursor.at + 2;
    cursor.at = at + count * 2;
    if (cursor.at > this.bytes.length) throw new BinXmlDamage("a text in it goes on beyond its chunk");
    return utf16Text(this.bytes, at, count);
  }
}

interface Cursor {
  at: number;
  end: number;
  isEmbedded: boolean;
}

/** [MS-EVEN6] 2.2.12; 0x40 added says that more follows. */
const TOKEN = {
  end: 0x00,
  startElement: 0x01,
  closeStart: 0x02,
  closeEmpty: 0x03,
  endElement: 0x04,
  text: 0x05,
  attribute: 0x06,
  cdata: 0x07,
  character: 0x08,
  entity: 0x09,
  instructionTarget: 0x0a,
  instructionData: 0x0b,
  template: 0x0c,
  slot: 0x0d,
  optionalSlot: 0x0e,
  fragment: 0x0f,
} as const;
const VALUE_TOKENS: ReadonlySet<number> = new Set([
  TOKEN.text,
  TOKEN.character,
  TOKEN.entity,
  TOKEN.slot,
  TOKEN.optionalSlot,
]);
