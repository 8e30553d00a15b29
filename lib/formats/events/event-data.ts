import { setOwn } from "#lib/formats/json/json-http.ts";
import type { JsonObject } from "#lib/model/json.ts";
import { attributeOf, childNamed, type XmlElement } from "./xml-element.ts";

export interface DataField {
  name: string;
  value: string;
}

/** Parts of an event that may carry what its provider has to say. */
const DATA_PARTS = ["EventData", "UserData", "BinaryEventData", "DebugData", "ProcessingErrorData"];
const MAX_FIELDS = 2000;

/** All fields of an event in their order; those without a name are param1, param2 and so on. */
export function eventData(event: XmlElement): DataField[] {
  const fields: DataField[] = [];
  for (const part of DATA_PARTS) {
    const element = childNamed(event, part);
    if (element === undefined) continue;
    if (part === "UserData") addUserData(fields, element);
    else addEventData(fields, element);
  }
  return fields;
}

function addEventData(fields: DataField[], part: XmlElement): void {
  const own = part.text.trim();
  if (own !== "" && own !== "-") fields.push({ name: part.name, value: own });
  for (const element of part.children) {
    if (fields.length >= MAX_FIELDS) return;
    if (element.name === "Binary" && element.text === "") continue;
    if (element.name !== "Data") addUserField(fields, element, element.name, 0);
    else fields.push({ name: attributeOf(element, "Name") || `param${fields.length + 1}`, value: element.text });
  }
}

/** One element of the provider's own holds the fields; deeper ones are named by their path. */
function addUserData(fields: DataField[], part: XmlElement): void {
  for (const root of part.children) {
    if (root.children.length === 0) addUserField(fields, root, root.name, 0);
    for (const element of root.children) addUserField(fields, element, element.name, 0);
  }
}

function addUserField(fields: DataField[], element: XmlElement, name: string, depth: number): void {
  if (fields.length >= MAX_FIELDS || depth > 16) return;
  const value = element.text.trim();
  if (element.children.length === 0 || (value !== "" && value !== "-")) fields.push({ name, value: element.text });
  for (const [attribute, text] of element.attributes) {
    if (!/^xmlns|^schemaLocation$/.test(attribute)) fields.push({ name: `${name}.${attribute}`, value: text });
  }
  for (const child of element.children) addUserField(fields, child, `${name}.${child.name}`, depth + 1);
}

/** As an attribute: what comes several times is a list. */
export function dataObject(fields: readonly DataField[]): JsonObject {
  const object: JsonObject = {};
  for (const { name, value } of fields) {
    const before = Object.hasOwn(object, name) ? object[name] : undefined;
    if (before === undefined) setOwn(object, name, value);
    else if (Array.isArray(before)) before.push(value);
    else setOwn(object, name, [before, value]);
  }
  return object;
}
