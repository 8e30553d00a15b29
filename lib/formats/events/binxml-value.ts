import { decodeMixed } from "#lib/streams/windows-1252.ts";
import type { BinXmlReader, BinXmlValue } from "./binxml-template.ts";
import { utf16Text } from "./binxml-text.ts";

export const VALUE_TYPE = { null: 0x00, string: 0x01, xml: 0x21, array: 0x80 } as const;

/** The text of a value as Windows writes it into the XML of an event; an array's values are joined by ", ". */
export function valueText(reader: BinXmlReader, value: BinXmlValue): string {
  return (value.type & VALUE_TYPE.array) === 0 ? scalarText(reader, value) : arrayTexts(reader, value).join(", ");
}

/** The values of an array, one text each. */
export function arrayTexts(reader: BinXmlReader, { type, at, size }: BinXmlValue): string[] {
  const itemType = type & 0x7f;
  if (itemType === VALUE_TYPE.string) return splitTexts(utf16Text(reader.bytes, at, size >> 1), size);
  if (itemType === 0x02) return splitTexts(byteText(reader, at, size), size);
  const width = WIDTHS[itemType] ?? size;
  const texts: string[] = [];
  for (let from = at; width > 0 && from + width <= at + size; from += width) {
    texts.push(scalarText(reader, { type: itemType, at: from, size: width }));
  }
  return texts;
}

function splitTexts(text: string, size: number): string[] {
  return size === 0 ? [] : text.split("\0");
}

const WIDTHS: Record<number, number> = {
  3: 1,
  4: 1,
  5: 2,
  6: 2,
  7: 4,
  8: 4,
  9: 8,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  15: 16,
  17: 8,
  18: 16,
  20: 4,
  21: 8,
};

function scalarText(reader: BinXmlReader, { type, at, size }: BinXmlValue): string {
  const { view } = reader;
  if (size === 0) return "";
  switch (type) {
    case 0x00:
      return "";
    case 0x01:
    case 0x23:
      return utf16Text(reader.bytes, at, size >> 1);
    case 0x02:
      return byteText(reader, at, size);
    case 0x0b:
      return String(view.getFloat32(at, true));
    case 0x0c:
      return String(view.getFloat64(at, true));
    case 0x0d:
      return String((size >= 4 ? view.getUint32(at, true) : view.getUint8(at)) !== 0);
    case 0x0f:
      return size < 16 ? hexBytes(reader, at, size) : guidText(reader, at);
    case 0x11:
      return fileTimeText(view.getUint32(at, true), view.getUint32(at + 4, true));
    case 0x12:
      return systemTimeText(view, at);
    case 0x13:
      return sidText(reader, at, size);
    default:
      return numberText(reader, type, at, size);
  }
}

function numberText(reader: BinXmlReader, type: number, at: number, size: number): string {
  const { view } = reader;
  switch (type) {
    case 0x03:
      return String(view.getInt8(at));
    case 0x04:
      return String(view.getUint8(at));
    case 0x05:
      return String(view.getInt16(at, true));
    case 0x06:
      return String(view.getUint16(at, true));
    case 0x07:
      return String(view.getInt32(at, true));
    case 0x08:
      return String(view.getUint32(at, true));
    case 0x09:
      return String(view.getBigInt64(at, true));
    case 0x0a:
      return wholeText(view, at);
    case 0x10:
    case 0x14:
    case 0x15:
      return size < 8 ? `0x${view.getUint32(at, true).toString(16)}` : hexWhole(view, at);
    default:
      return hexBytes(reader, at, size);
  }
}

function wholeText(view: DataView, at: number): string {
  const high = view.getUint32(at + 4, true);
  return high < 0x200000 ? String(high * 2 ** 32 + view.getUint32(at, true)) : String(view.getBigUint64(at, true));
}

function hexWhole(view: DataView, at: number): string {
  const high = view.getUint32(at + 4, true);
  const low = view.getUint32(at, true).toString(16);
  return high === 0 ? `0x${low}` : `0x${high.toString(16)}${low.padStart(8, "0")}`;
}

function byteText(reader: BinXmlReader, at: number, size: number): string {
  return decodeMixed(reader.bytes.subarray(at, at + size)).replace(/\0+$/, "");
}

const HEX_CODES = [...Array(256).keys()].map((byte) => {
  const digits = byte.toString(16).toUpperCase().padStart(2, "0");
  return [digits.charCodeAt(0), digits.charCodeAt(1)] as const;
});
const HEX_BLOCK_BYTES = 512;

/** Made of character codes: texts that grow piece by piece are kept as that many pieces. */
function hexBytes({ bytes }: BinXmlReader, at: number, size: number): string {
  let text = "";
  for (let from = at; from < at + size; from += HEX_BLOCK_BYTES) {
    const codes: number[] = [];
    for (const byte of bytes.subarray(from, Math.min(from + HEX_BLOCK_BYTES, at + size))) {
      const [high, low] = HEX_CODES[byte] ?? [0, 0];
      codes.push(high, low);
    }
    text += String.fromCharCode(...codes);
  }
  return text;
}

const GUID_ORDER = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15];

function guidText({ bytes }: BinXmlReader, at: number): string {
  const codes: number[] = [0x7b];
  for (const place of GUID_ORDER) {
    if (place < 0) {
      codes.push(0x2d);
      continue;
    }
    const [high, low] = HEX_CODES[bytes[at + place] ?? 0] ?? [0, 0];
    codes.push(high, low);
  }
  codes.push(0x7d);
  return String.fromCharCode(...codes);
}

function sidText({ view }: BinXmlReader, at: number, size: number): string {
  if (size < 8) return "";
  const count = Math.min(view.getUint8(at + 1), (size - 8) >> 2);
  const authority = view.getUint16(at + 2, false) * 2 ** 32 + view.getUint32(at + 4, false);
  let text = `S-${view.getUint8(at)}-${authority}`;
  for (let index = 0; index < count; index++) text += `-${view.getUint32(at + 8 + index * 4, true)}`;
  return text;
}

/** 1601-01-01 to 1970-01-01 in steps of 100 ns, in two halves. */
const EPOCH_HIGH = 0x019db1de;
const EPOCH_LOW = 0xd53e8000;

/** "2026-11-02T09:15:30.1234567Z"; steps of 100 ns since 1601 are more than a number holds exactly, so in halves. */
export function fileTimeText(low: number, high: number): string {
  const afterHigh = high - EPOCH_HIGH;
  const rest = afterHigh * 6 + low - EPOCH_LOW;
  const microseconds = afterHigh * 429_496_729 + Math.floor(rest / 10);
  const milliseconds = Math.floor(microseconds / 1000);
  if (milliseconds >= YEAR_10000_MS) return `FILETIME 0x${high.toString(16)}${low.toString(16).padStart(8, "0")}`;
  const day = Math.floor(milliseconds / DAY_MS);
  if (day !== lastDay.day) lastDay = { day, text: new Date(day * DAY_MS).toISOString().slice(0, -13) };
  const second = Math.floor((milliseconds - day * DAY_MS) / 1000);
  const fraction = String(microseconds - (day * DAY_MS + second * 1000) * 1000 + 1_000_000).slice(1);
  const minute = Math.floor(second / 60);
  const clock = `${two(Math.floor(minute / 60))}:${two(minute % 60)}:${two(second % 60)}`;
  return `${lastDay.text}${clock}.${fraction}${((rest % 10) + 10) % 10}Z`;
}

const DAY_MS = 86_400_000;
const YEAR_10000_MS = 253_402_300_800_000;
/** Events of a day stand together: its text is made once. */
let lastDay = { day: 0, text: "1970-01-01T" };

function two(value = 0): string {
  return value < 10 ? `0${value}` : String(value);
}

function systemTimeText(view: DataView, at: number): string {
  const part = (index: number) => view.getUint16(at + index * 2, true);
  const [year, month, day, hour, minute, second, ms] = [0, 1, 3, 4, 5, 6, 7].map(part) as number[];
  const text = `${String(year).padStart(4, "0")}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(second)}`;
  return `${text}.${String(ms).padStart(3, "0")}Z`;
}
