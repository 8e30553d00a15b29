import { NO_ATTRIBUTES, type XmlAttribute, type XmlElement } from "./xml-element.ts";

/** Why a text is no XML element, for a person. */
export interface XmlProblem {
  problem: string;
}

const MAX_DEPTH = 64;
const MAX_ELEMENTS = 50_000;

/**
 * The one element that a text holds: elements, attributes, text, CDATA, comments and the entities of XML 1.0 itself.
 * Documents that declare entities of their own are refused: they can be written to expand without end.
 */
export function parseXmlElement(text: string): XmlElement | XmlProblem {
  const scan = new XmlScan(text);
  try {
    return scan.element();
  } catch (error) {
    if (error instanceof XmlError) return { problem: error.message };
    throw error;
  }
}

class XmlError extends Error {}

class XmlScan {
  private readonly text: string;
  private at = 0;
  private elements = 0;

  constructor(text: string) {
    this.text = text;
  }

  element(): XmlElement {
    const root: XmlElement = { name: "", attributes: NO_ATTRIBUTES, children: [], text: "" };
    const open: XmlElement[] = [root];
    while (open.length > 1 || root.children.length === 0) {
      const parent = open.at(-1) ?? root;
      this.readText(parent);
      if (this.text.startsWith("</", this.at)) {
        this.endTag(parent);
        open.pop();
      } else if (!this.skipOther(parent)) {
        const { element, isEmpty } = this.startTag();
        parent.children.push(element);
        if (!isEmpty) open.push(element);
        if (open.length > MAX_DEPTH) throw new XmlError("its elements are nested too deep");
      }
    }
    return root.children[0] ?? root;
  }

  /** The text up to the next tag. */
  private readText(parent: XmlElement): void {
    const next = this.text.indexOf("<", this.at);
    if (next === -1) {
      const { name } = parent;
      throw new XmlError(name === "" ? "it holds no element" : `the element ${name} has no end`);
    }
    if (next > this.at) parent.text += unescaped(this.text.slice(this.at, next));
    this.at = next;
  }

  private endTag(parent: XmlElement): void {
    const end = this.text.indexOf(">", this.at);
    const name = end === -1 ? "" : localName(this.text.slice(this.at + 2, end).trim());
    if (name !== parent.name || name === "")
      throw new XmlError(`the element ${parent.name || name} has no matching end`);
    this.at = end + 1;
  }

  /** Comments, instructions and CDATA, whose text is taken as it is. */
  private skipOther(parent: XmlElement): boolean {
    const { text, at } = this;
    const second = text.charCodeAt(at + 1);
    if (second === 0x3f) return this.skipTo("?>");
    if (second !== 0x21) return false;
    if (text.startsWith("<!--", at)) return this.skipTo("-->");
    if (!text.startsWith("<![CDATA[", at)) throw new XmlError("it holds a document type, which is not read");
    this.skipTo("]]>");
    parent.text += text.slice(at + 9, this.at - 3);
    return true;
  }

  private skipTo(end: string): true {
    const found = this.text.indexOf(end, this.at + 2);
    if (found === -1) throw new XmlError(`it has no ${end} to end what it began`);
    this.at = found + end.length;
    return true;
  }

  private startTag(): { element: XmlElement; isEmpty: boolean } {
    if (++this.elements > MAX_ELEMENTS) throw new XmlError("it has more elements than an event can hold");
    const { text } = this;
    let at = this.at + 1;
    while (isNamePart(text.charCodeAt(at))) at++;
    const name = localName(text.slice(this.at + 1, at));
    if (name === "") throw new XmlError(`a tag at character ${this.at} has no name`);
    const attributes: XmlAttribute[] = [];
    const element: XmlElement = { name, attributes, children: [], text: "" };
    for (;;) {
      at = skipSpace(text, at);
      const code = text.charCodeAt(at);
      if (code === 0x3e) {
        this.at = at + 1;
        return { element, isEmpty: false };
      }
      if (code === 0x2f && text.charCodeAt(at + 1) === 0x3e) {
        this.at = at + 2;
        return { element, isEmpty: true };
      }
      const attribute = readAttribute(text, at, name);
      attributes.push(attribute.read);
      at = attribute.end;
    }
  }
}

function readAttribute(text: string, from: number, elementName: string): { read: XmlAttribute; end: number } {
  let at = from;
  while (isNamePart(text.charCodeAt(at))) at++;
  const name = text.slice(from, at);
  at = skipSpace(text, at);
  if (name === "" || text.charCodeAt(at) !== 0x3d)
    throw new XmlError(`the start of its element ${elementName} is damaged`);
  at = skipSpace(text, at + 1);
  const quote = text.charAt(at);
  const end = quote === '"' || quote === "'" ? text.indexOf(quote, at + 1) : -1;
  if (end === -1) throw new XmlError(`an attribute of its element ${elementName} has no end`);
  return { read: [localName(name), unescaped(text.slice(at + 1, end))], end: end + 1 };
}

/** Anything but white space and the characters of a tag itself. */
function isNamePart(code: number): boolean {
  return (
    code > 0x20 && code !== 0x2f && code !== 0x3c && code !== 0x3d && code !== 0x3e && code !== 0x22 && code !== 0x27
  );
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return at;
}

function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon > 0 ? name.slice(colon + 1) : name;
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** Unknown entities stay as they are written. */
function unescaped(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const code = Number(/^#x/i.test(name) ? `0${name.slice(1)}` : name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : whole;
  });
}
