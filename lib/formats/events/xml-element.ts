/** One element of an event, whether it was read from XML or from binary XML. */
export interface XmlElement {
  /** Without namespace prefix. */
  name: string;
  /** Without namespace prefixes; `xmlns` itself is one of them. */
  attributes: readonly XmlAttribute[];
  children: XmlElement[];
  /** All text directly in it, joined. */
  text: string;
}

export type XmlAttribute = readonly [name: string, value: string];

/** What elements without attributes share. */
export const NO_ATTRIBUTES: readonly XmlAttribute[] = [];

/** "" when it has no such attribute. */
export function attributeOf({ attributes }: XmlElement, name: string): string {
  for (const attribute of attributes) if (attribute[0] === name) return attribute[1];
  return "";
}

/** The element as XML without line ends between elements: how a binary event is shown to people. */
export function elementXml(element: XmlElement): string {
  let xml = `<${element.name}`;
  for (const [name, value] of element.attributes) xml += ` ${name}="${escaped(value)}"`;
  if (element.text === "" && element.children.length === 0) return `${xml}/>`;
  return `${xml}>${escaped(element.text)}${element.children.map(elementXml).join("")}</${element.name}>`;
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  if (element !== undefined) for (const child of element.children) if (child.name === name) return child;
  return undefined;
}

const ENTITIES: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

function escaped(text: string): string {
  return /[<>&"]/.test(text) ? text.replace(/[<>&"]/g, (character) => ENTITIES[character] ?? character) : text;
}
