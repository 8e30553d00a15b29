import { damageReason, type ExpansionBudget } from "./binxml-damage.ts";
import { binXmlEvent } from "./binxml-event.ts";
import type { BinXmlReader } from "./binxml-template.ts";
import { fileTimeText } from "./binxml-value.ts";
import { RECORD_HEADER_BYTES, textsIn, wholeAt } from "./evtx-bytes.ts";
import type { XmlElement } from "./xml-element.ts";

/** One record of a chunk, decoded when it is asked for: the events of a whole batch would fill the memory. */
export class EvtxRecord {
  private readonly reader: BinXmlReader;
  private readonly budget: ExpansionBudget;
  private readonly bounds: { id: number; start: number; end: number };

  constructor(reader: BinXmlReader, budget: ExpansionBudget, bounds: { id: number; start: number; end: number }) {
    this.reader = reader;
    this.budget = budget;
    this.bounds = bounds;
  }

  /** The event, or why it can't be decoded and what can be read of it. */
  decode(): XmlElement | { reason: string; text: string } {
    const { id, start, end } = this.bounds;
    try {
      return binXmlEvent(this.reader, this.budget, start + RECORD_HEADER_BYTES, end - 4);
    } catch (error) {
      const reason = `Event record ${id} can't be decoded: ${damageReason(error)}. Its bytes are kept.`;
      return { reason, text: recordRemains(this.reader, start, end) };
    }
  }
}

/** What people can read of a record that can't be decoded. */
export function recordRemains({ bytes, view }: BinXmlReader, start: number, end: number): string {
  const texts = textsIn(bytes, start, end);
  const isRecord = bytes[start] === 0x2a && bytes[start + 1] === 0x2a;
  if (!isRecord || start + RECORD_HEADER_BYTES > bytes.length) return texts;
  const written = fileTimeText(view.getUint32(start + 16, true), view.getUint32(start + 20, true));
  return `Event record ${wholeAt(view, start + 8)}, written ${written}${texts === "" ? "" : `: ${texts}`}`;
}
