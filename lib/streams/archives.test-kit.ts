import { deflateRawSync } from "node:zlib";
import { crc32 } from "./crc32.ts";

export interface TestMember {
  name: string;
  content: string | Uint8Array;
  isStored?: boolean;
  isEncrypted?: boolean;
  /** Tells lengths and checksum behind the data, as streaming programs do. */
  hasDescriptor?: boolean;
  /** What it says of itself instead of the truth. */
  toldBytes?: number;
}

/** A ZIP archive of these members, as APPNOTE 6.3 wants it. */
export function zipOf(members: TestMember[]): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const content = Buffer.from(member.content);
    const packed = member.isStored ? content : deflateRawSync(content);
    const name = Buffer.from(member.name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800 | (member.isEncrypted ? 1 : 0) | (member.hasDescriptor ? 8 : 0), 2);
    fields.writeUInt16LE(member.isStored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(content, 0), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(member.toldBytes ?? content.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const local = Buffer.from(fields);
    if (member.hasDescriptor) local.fill(0, 10, 22);
    const descriptor = Buffer.concat([Buffer.from("PK\x07\x08"), fields.subarray(10, 22)]);
    const parts = [Buffer.from("PK\x03\x04"), local, name, packed, ...(member.hasDescriptor ? [descriptor] : [])];
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02"), Buffer.from([20, 0]), fields, rest, name);
    locals.push(...parts);
    offset += Buffer.concat(parts).length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(members.length, 4);
  end.writeUInt16LE(members.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, central, Buffer.from("PK\x05\x06"), end]);
}

/** A tar archive (ustar) of these members; `kind` is the type flag. */
export function tarOf(members: (TestMember & { kind?: string })[]): Buffer {
  const blocks = members.flatMap(({ name, content: text, kind = "0", toldBytes }) => {
    const content = Buffer.from(text);
    const header = Buffer.alloc(512);
    header.write(name, 0, 100);
    header.write("0000644\0", 100);
    header.write(`${(toldBytes ?? content.length).toString(8).padStart(11, "0")}\0`, 124);
    header.write("00000000000\0", 136);
    header.write("        ", 148);
    header.write(kind, 156);
    header.write("ustar\x0000", 257);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
