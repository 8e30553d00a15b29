import { crc32 } from "#lib/streams/crc32.ts";

/** For tests: one event to write into an EVTX file. */
export interface WrittenEvent {
  provider: string;
  eventId: number;
  recordId: number;
  /** Epoch ms. */
  timeMs: number;
  level?: number;
  keywords?: bigint;
  channel?: string;
  computer?: string;
  data: Record<string, string>;
  /** The fields go unnamed, in one array, as old providers write them. */
  isClassic?: boolean;
}

const CHUNK = 65_536;
const FILETIME_EPOCH = 116_444_736_000_000_000n;

type Value = { type: number; bytes: Buffer };

/** Writes records one behind the other; names and templates stand where they are used first. */
export class ChunkWriter {
  private readonly bytes = Buffer.alloc(CHUNK);
  private names = new Map<string, number>();
  private templates = new Map<string, number>();
  private at = 512;
  private lastRecordAt = 512;
  /** Where the size of the last value of an instance stands. */
  private lastDescriptor = 0;

  /** False, with nothing written, when the chunk is full. */
  add(event: WrittenEvent): boolean {
    const before = { at: this.at, names: new Map(this.names), templates: new Map(this.templates) };
    try {
      this.writeRecord(event);
      return true;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.bytes.fill(0, before.at);
      Object.assign(this, before);
      return false;
    }
  }

  finish(events: readonly WrittenEvent[]): Buffer {
    const { bytes } = this;
    bytes.write("ElfChnk\0", 0, "latin1");
    for (const [place, id] of [events[0]?.recordId, events.at(-1)?.recordId].entries()) {
      bytes.writeBigUInt64LE(BigInt(id ?? 0), 8 + place * 8);
      bytes.writeBigUInt64LE(BigInt(id ?? 0), 24 + place * 8);
    }
    bytes.writeUInt32LE(128, 40);
    bytes.writeUInt32LE(this.lastRecordAt, 44);
    bytes.writeUInt32LE(this.at, 48);
    bytes.writeUInt32LE(crc32(bytes.subarray(512, this.at), 0), 52);
    bytes.writeUInt32LE(crc32(bytes.subarray(128, 512), crc32(bytes.subarray(0, 120), 0)), 124);
    return bytes;
  }

  private writeRecord(event: WrittenEvent): void {
    const start = this.at;
    this.u32(0x2a2a);
    this.u32(0);
    this.u64(BigInt(event.recordId));
    this.u64(fileTime(event.timeMs));
    this.put([0x0f, 1, 1, 0]);
    const isClassic = event.isClassic === true;
    this.instance(`event ${isClassic}`, systemValues(event), () => this.eventTemplate(isClassic));
    if (!isClassic) this.addData(event);
    this.put([0]);
    while ((this.at - start + 4) % 8 !== 0) this.put([0]);
    this.u32(this.at - start + 4);
    this.bytes.writeUInt32LE(this.at - start, start + 4);
    this.lastRecordAt = start;
  }

  /** Its bytes hold absolute places, so it is written where it will stand: behind all other values. */
  private addData(event: WrittenEvent): void {
    const descriptor = this.lastDescriptor;
    const start = this.at;
    this.put([0x0f, 1, 1, 0]);
    const names = Object.keys(event.data);
    this.instance(`data ${names.join()}`, Object.values(event.data).map(text), () => this.dataTemplate(names));
    this.put([0]);
    this.bytes.writeUInt16LE(this.at - start, descriptor);
  }

  private instance(key: string, values: readonly Value[], write: () => void): void {
    this.put([0x0c, 1]);
    this.u32(1);
    const known = this.templates.get(key);
    const definition = known ?? this.at + 4;
    this.u32(definition);
    if (known === undefined) this.definition(key, write);
    this.u32(values.length);
    for (const { type, bytes } of values) {
      this.lastDescriptor = this.at;
      this.put([bytes.length & 255, bytes.length >> 8, type, 0]);
    }
    for (const { bytes } of values) this.put(bytes);
  }

  private definition(key: string, write: () => void): void {
    const start = this.at;
    this.templates.set(key, start);
    this.u32(0);
    this.put(Buffer.alloc(16, key.length));
    this.u32(0);
    this.put([0x0f, 1, 1, 0]);
    write();
    this.put([0]);
    this.bytes.writeUInt32LE(this.at - start - 24, start + 20);
  }

  private eventTemplate(isClassic: boolean): void {
    this.element("Event", { xmlns: ["http://schemas.microsoft.com/win/2004/08/events/event"] }, () => {
      this.element("System", {}, () => {
        this.element("Provider", { Name: [0] });
        this.element("EventID", {}, () => this.slot(1, 0x06));
        this.element("Level", {}, () => this.slot(2, 0x04));
        this.element("Keywords", {}, () => this.slot(3, 0x15));
        this.element("TimeCreated", { SystemTime: [4] });
        this.element("EventRecordID", {}, () => this.slot(5, 0x0a));
        this.element("Correlation", { ActivityID: [6] });
        this.element("Execution", { ProcessID: [7], ThreadID: [8] });
        this.element("Channel", {}, () => this.slot(9, 0x01));
        this.element("Computer", {}, () => this.slot(10, 0x01));
        this.element("Security", { UserID: [11] });
      });
      if (isClassic) this.element("EventData", {}, () => this.element("Data", {}, () => this.slot(12, 0x81)));
      else this.slot(12, 0x21);
    });
  }

  private dataTemplate(names: readonly string[]): void {
    this.element("EventData", {}, () => {
      for (const [index, name] of names.entries()) this.element("Data", { Name: [name] }, () => this.slot(index, 0x01));
    });
  }

  private element(name: string, attributes: Record<string, [string | number]>, content?: () => void): void {
    const own = Object.entries(attributes);
    this.put([own.length > 0 ? 0x41 : 0x01, 0xff, 0xff]);
    this.u32(0);
    this.name(name);
    if (own.length > 0) this.u32(0);
    for (const [index, [attribute, [value]]] of own.entries()) {
      this.put([index === own.length - 1 ? 0x06 : 0x46]);
      this.name(attribute);
      if (typeof value === "number") this.slot(value, 0x01);
      else this.put([0x05, 0x01, value.length & 255, value.length >> 8, ...Buffer.from(value, "utf16le")]);
    }
    this.put([content === undefined ? 0x03 : 0x02]);
    if (content === undefined) return;
    content();
    this.put([0x04]);
  }

  private slot(index: number, type: number): void {
    this.put([0x0e, index & 255, index >> 8, type]);
  }

  private name(name: string): void {
    const known = this.names.get(name);
    this.u32(known ?? this.at + 4);
    if (known !== undefined) return;
    this.names.set(name, this.at);
    this.u32(0);
    this.put([0, 0, name.length & 255, name.length >> 8, ...Buffer.from(name, "utf16le"), 0, 0]);
  }

  private u32(value: number): void {
    this.bytes.writeUInt32LE(value, this.at);
    this.at += 4;
  }

  private u64(value: bigint): void {
    this.bytes.writeBigUInt64LE(value, this.at);
    this.at += 8;
  }

  private put(bytes: ArrayLike<number>): void {
    if (this.at + bytes.length > CHUNK) throw new RangeError("The chunk is full.");
    this.bytes.set(bytes, this.at);
    this.at += bytes.length;
  }
}

function systemValues(event: WrittenEvent): Value[] {
  const { level = 4, keywords = 0x80000000000000n, channel = "Application", computer = "FIN-LT-0147" } = event;
  const values = [
    text(event.provider),
    whole(0x06, 2, BigInt(event.eventId)),
    whole(0x04, 1, BigInt(level)),
    whole(0x15, 8, keywords),
    whole(0x11, 8, fileTime(event.timeMs)),
    whole(0x0a, 8, BigInt(event.recordId)),
    { type: 0x0f, bytes: Buffer.from("00112233445566778899aabbccddeeff", "hex") },
    whole(0x08, 4, 4242n),
    whole(0x08, 4, 77n),
    text(channel),
    text(computer),
    { type: 0x13, bytes: Buffer.from("010100000000000512000000", "hex") },
  ];
  if (event.isClassic !== true) return [...values, { type: 0x21, bytes: Buffer.alloc(0) }];
  const classic = Object.values(event.data).map((value) => `${value}\0`);
  return [...values, { type: 0x81, bytes: Buffer.from(classic.join(""), "utf16le") }];
}

function text(value: string): Value {
  return { type: 0x01, bytes: Buffer.from(value, "utf16le") };
}

function whole(type: number, size: number, value: bigint): Value {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { type, bytes: bytes.subarray(0, size) };
}

function fileTime(timeMs: number): bigint {
  return BigInt(Math.round(timeMs * 1000)) * 10n + FILETIME_EPOCH;
}
