/** One element of an event, whether it was read from XML or from binary XML. */
export interface XmlElement {
  /** Without namespace prefix. */
  name: string;
  /** Without namespace prefixes; `xmlns` itself is one of them. */
  attributes: Map<string, string>;
  children: XmlElement[];
  /** All text directly in it, joined. */
  text: string;
}

/** The element as XML without line ends between elements: how a binary event is shown to people. */
export function elementXml(element: XmlElement): string {
  let xml = `<${element.name}`;
  for (const [name, value] of element.attributes) xml += ` ${name}="${escaped(value)}"`;
  if (element.text === "" && element.children.length === 0) return `${xml}/>`;
  return `${xml}>${escaped(element.text)}${element.children.map(elementXml).join("")}</${element.name}>`;
}

export function childNamed(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

const ENTITIES: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" };

function escaped(text: string): string {
  return /[<>&"]/.test(text) ? text.replace(/[<>&"]/g, (character) => ENTITIES[character] ?? character) : text;
}
