import { BinXmlDamage, type ExpansionBudget } from "./binxml-damage.ts";
import type { BinXmlNode, BinXmlReader, BinXmlValue, ElementNode } from "./binxml-template.ts";
import { arrayTexts, VALUE_TYPE, valueText } from "./binxml-value.ts";
import { NO_ATTRIBUTES, type XmlAttribute, type XmlElement } from "./xml-element.ts";

const MAX_DEPTH = 32;

/** The event whose binary XML stands at `at`. Throws BinXmlDamage or RangeError when it can't be decoded. */
export function binXmlEvent(reader: BinXmlReader, budget: ExpansionBudget, at: number, end: number): XmlElement {
  budget.beginRecord();
  reader.beginRecord();
  const root: XmlElement = { name: "", attributes: NO_ATTRIBUTES, children: [], text: "" };
  new Expansion(reader, budget).expand(root, reader.fragment(at, end, true), [], 0);
  const event = root.children[0];
  if (event?.name !== "Event") throw new BinXmlDamage("it holds no event");
  return event;
}

/** Puts values into the slots of templates. */
class Expansion {
  private readonly reader: BinXmlReader;
  private readonly budget: ExpansionBudget;

  constructor(reader: BinXmlReader, budget: ExpansionBudget) {
    this.reader = reader;
    this.budget = budget;
  }

  expand(parent: XmlElement, nodes: readonly BinXmlNode[], values: readonly BinXmlValue[], depth: number): void {
    if (depth > MAX_DEPTH) throw new BinXmlDamage("its values are nested too deep");
    for (const node of nodes) {
      this.budget.step();
      switch (node.kind) {
        case "element":
          this.addElement(parent, node, values, depth);
          break;
        case "text":
          this.addText(parent, node.text);
          break;
        case "instance":
          this.expand(parent, node.content, node.values, depth + 1);
          break;
        case "slot":
          this.addValue(parent, values[node.index], depth);
      }
    }
  }

  private addElement(parent: XmlElement, node: ElementNode, values: readonly BinXmlValue[], depth: number): void {
    const array = arrayOf(node, values);
    if (array !== null) {
      // As Windows does: the element once for each value of the array.
      for (const text of arrayTexts(this.reader, array)) {
        this.budget.step();
        this.addText(this.startElement(parent, node, values), text);
      }
      return;
    }
    this.expand(this.startElement(parent, node, values), node.content, values, depth + 1);
  }

  private startElement(parent: XmlElement, node: ElementNode, values: readonly BinXmlValue[]): XmlElement {
    const attributes = node.attributes.length === 0 ? NO_ATTRIBUTES : this.attributes(node, values);
    const element: XmlElement = { name: node.name, attributes, children: [], text: "" };
    parent.children.push(element);
    return element;
  }

  private attributes(node: ElementNode, values: readonly BinXmlValue[]): readonly XmlAttribute[] {
    const [only] = node.attributes;
    if (only !== undefined && node.attributes.length === 1) {
      // Nearly always so; an array that is pushed to takes room for many.
      const text = this.attributeText(only.content, values);
      return text === null ? NO_ATTRIBUTES : [[only.name, text]];
    }
    const attributes: XmlAttribute[] = [];
    for (const { name, content } of node.attributes) {
      const text = this.attributeText(content, values);
      if (text !== null) attributes.push([name, text]);
    }
    return attributes;
  }

  /** Null: its only value is optional and missing. */
  private attributeText(content: readonly BinXmlNode[], values: readonly BinXmlValue[]): string | null {
    const [only] = content;
    if (only?.kind === "text" && content.length === 1) return only.text;
    let text = "";
    let isMissing = content.length > 0;
    for (const node of content) {
      this.budget.step();
      if (node.kind === "text") text += node.text;
      if (node.kind === "text" || (node.kind === "slot" && !node.isOptional)) isMissing = false;
      const value = node.kind === "slot" ? values[node.index] : undefined;
      if (value === undefined || value.type === VALUE_TYPE.null || value.type === VALUE_TYPE.xml) continue;
      isMissing = false;
      text += valueText(this.reader, value);
    }
    this.budget.characters(text.length);
    return isMissing ? null : text;
  }

  private addValue(parent: XmlElement, value: BinXmlValue | undefined, depth: number): void {
    if (value === undefined || value.type === VALUE_TYPE.null) return;
    if (value.type !== VALUE_TYPE.xml) this.addText(parent, valueText(this.reader, value));
    else this.expand(parent, this.reader.fragment(value.at, value.at + value.size, true), [], depth + 1);
  }

  private addText(element: XmlElement, text: string): void {
    this.budget.characters(text.length);
    element.text += text;
  }
}

function arrayOf(node: ElementNode, values: readonly BinXmlValue[]): BinXmlValue | null {
  const [slot] = node.content;
  if (node.content.length !== 1 || slot?.kind !== "slot") return null;
  const value = values[slot.index];
  return value !== undefined && (value.type & VALUE_TYPE.array) !== 0 ? value : null;
}
