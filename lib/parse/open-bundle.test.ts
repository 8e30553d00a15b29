import { gzipSync, zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { UnreadableContentError } from "#lib/errors.ts";
import { memberPath } from "#lib/model/member-name.ts";
import { nodeInflate } from "#lib/sources/node-inflate.ts";
import { type TestMember, tarOf, zipOf } from "#lib/streams/archives.test-kit.ts";
import { type ByteSource, bytesSource } from "#lib/streams/byte-source.ts";
import { type BundleInput, listMembers } from "./open-bundle.ts";

const SETUP = { name: "logs/setup.log", content: "Tallybook 4.2 setup begins\nTallybook 4.2 setup ends\n" };
const AGENT = { name: "agent.log", content: "agent on FIN-LT-0147 is up\n".repeat(40) };
const BOTH = [SETUP, AGENT];
const TEXTS = { "logs/setup.log": SETUP.content, "agent.log": AGENT.content };

describe("listMembers", () => {
  it.each([
    ["a zip", zipOf(BOTH)],
    ["a zip of stored members", zipOf(BOTH.map((member) => ({ ...member, isStored: true })))],
    ["a zip with descriptors", zipOf(BOTH.map((member) => ({ ...member, hasDescriptor: true })))],
    ["a zip behind a program", Buffer.concat([Buffer.from("PK\x03\x04 no header".padEnd(60)), zipOf(BOTH)])],
    ["a zip in gzip", gzipSync(zipOf(BOTH))],
    ["a tar", tarOf(BOTH)],
    ["a tar.gz", gzipSync(tarOf(BOTH))],
    ["a tar.zst", zstdCompressSync(tarOf(BOTH))],
    ["a tar without its end", tarOf(BOTH).subarray(0, -1024)],
  ])("gives the members of %s, with each inflater", async (_what, bytes) => {
    for (const inflate of [undefined, nodeInflate]) {
      expect(await read({ source: bytesSource(bytes), inflate })).toEqual({ texts: TEXTS, problems: {} });
    }
  });

  it("gives nothing for what is no archive", async () => {
    expect(await read({ source: bytesSource(Buffer.from("plain")) })).toEqual({ texts: {}, problems: {} });
  });

  it("unpacks archives in one another three deep and names a fourth", async () => {
    const third = zipOf([{ name: "third.tar", content: tarOf([SETUP]) }]);
    const inThree = zipOf([{ name: "second.zip", content: third }]);
    const path = "second.zip!/third.tar!/logs/setup.log";
    expect(await read({ source: bytesSource(inThree) })).toEqual({ texts: { [path]: SETUP.content }, problems: {} });
    const inFour = await read({ source: bytesSource(zipOf([{ name: "first.zip", content: inThree }])) });
    expect(inFour.texts).toEqual({});
    expect(inFour.problems["first.zip!/second.zip!/third.tar"]).toContain("deeper than is unpacked");
  });

  it("shows names that would lead elsewhere as text, and both of two that are the same", async () => {
    const names = [
      "../../etc/passwd",
      "/etc/shadow",
      "C:\\Windows\\x.log",
      "a\u0000b",
      "\u202egol.exe",
      "n".repeat(4096),
    ];
    const members = names.map((name) => ({ name, content: "x" }));
    const { texts } = await read({ source: bytesSource(zipOf(members)) });
    expect(Object.keys(texts).slice(0, 5)).toEqual([...names.slice(0, 3), "a\\u0000b", "\\u202egol.exe"]);
    expect(Object.keys(texts)[5]).toHaveLength(1024);
    const twice = zipOf([SETUP, { ...SETUP, content: "again" }]);
    let count = 0;
    for await (const item of listMembers({ source: bytesSource(twice) })) if (item.kind === "member") count++;
    expect(count).toBe(2);
  });

  it.each([
    ["an encrypted member", zipOf([{ ...SETUP, isEncrypted: true }]), "encrypted"],
    ["a link", tarOf([{ ...SETUP, content: "", kind: "2" }]), "link"],
    ["a sparse file", tarOf([{ ...SETUP, kind: "S" }]), "sparse"],
    ["a device", tarOf([{ ...SETUP, content: "", kind: "3" }]), "device"],
  ])("names %s with its reason", async (_what, bytes, reason) => {
    const { texts, problems } = await read({ source: bytesSource(bytes) });
    expect(texts).toEqual({});
    expect(problems[SETUP.name]).toContain(reason);
  });

  it("finds the members of a zip whose directory is damaged, and says so", async () => {
    const bytes = zipOf([SETUP, { ...AGENT, hasDescriptor: true }]);
    bytes.fill(0, bytes.indexOf("PK\x01\x02"));
    const { texts, problems } = await read({ source: bytesSource(bytes) });
    expect(texts).toEqual(TEXTS);
    expect(problems[""]).toContain("looked for one by one");
  });

  it.each([
    ["zip", zipOf([SETUP, { ...AGENT, hasDescriptor: true }])],
    ["tar", tarOf(BOTH)],
    ["tar.gz", gzipSync(tarOf(BOTH))],
  ])("gives what is there of a %s cut at any byte, and tells of the rest", async (_what, bytes) => {
    for (let length = 4; length < bytes.length; length += 5) {
      const { texts } = await read({ source: bytesSource(bytes.subarray(0, length)) });
      for (const [name, text] of Object.entries(texts)) {
        const whole = Object.entries(TEXTS).find(([known]) => known.startsWith(name))?.[1];
        if (whole !== undefined) expect(whole.startsWith(text)).toBe(true);
      }
    }
  });

  it.each([
    ["zip", zipOf([SETUP, { ...SETUP, name: "b", hasDescriptor: true }])],
    ["tar", tarOf([SETUP])],
  ])("never fails otherwise for a wrong byte in a %s", async (_what, bytes) => {
    for (let at = 0; at < Math.min(bytes.length, 700); at++) {
      for (const flip of [0x01, 0x55, 0xff]) {
        const damaged = Buffer.from(bytes);
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        await read({ source: bytesSource(damaged) });
      }
    }
  });

  it("keeps other members when one is damaged", async () => {
    const bytes = zipOf([{ ...SETUP, isStored: true }, AGENT]);
    bytes[bytes.indexOf("Tallybook")] = 0x74;
    const { texts, problems } = await read({ source: bytesSource(bytes) });
    expect(texts["agent.log"]).toBe(AGENT.content);
    expect(problems["logs/setup.log"]).toContain("checksum");
  });

  it("stops at too many members, too much in one, too much in all, having given what came before", async () => {
    const source = bytesSource(zipOf([SETUP, AGENT, { ...SETUP, name: "third.log" }]));
    const few = await read({ source, limits: { maxMembers: 2 } });
    expect(few).toMatchObject({ texts: TEXTS, problems: { "": expect.stringContaining("more than 2 members") } });
    const small = await read({ source, limits: { maxMemberBytes: 100 } });
    expect(small.problems["agent.log"]).toContain("unpacks to more than 100 bytes");
    expect(small.texts["third.log"]).toBe(SETUP.content);
    const all = await read({ source, limits: { maxTotalBytes: 200 } });
    expect(all.problems[""]).toContain("The archive unpacks to more than 200 bytes");
    expect(all.texts["logs/setup.log"]).toBe(SETUP.content);
  });

  it("stops at a ratio that no log has, without keeping what it unpacks", async () => {
    const bomb = bombOf(2 * 1024 ** 3);
    const { problems } = await sizes({ source: bomb, inflate: nodeInflate });
    expect(problems.join(" ")).toMatch(/more than 250 times its (compressed )?size/);
  }, 60_000);
});

/** A tar of one member of zeros, compressed a thousand to one, made while it is read. */
function bombOf(sizeBytes: number): ByteSource {
  const header = tarOf([{ name: "zeros.log", content: "", toldBytes: sizeBytes }]).subarray(0, 512);
  const zeros = gzipSync(Buffer.alloc(16 * 1024 ** 2));
  return {
    sizeBytes: null,
    async *open(offsetBytes) {
      if (offsetBytes > 0) throw new Error("It is read from its start only.");
      yield gzipSync(header);
      for (let at = 0; at < sizeBytes; at += 16 * 1024 ** 2) yield zeros;
    },
  };
}

async function sizes(input: BundleInput) {
  const problems: string[] = [];
  for await (const item of listMembers(input)) {
    if (item.kind === "problem") problems.push(item.message);
    else {
      try {
        for await (const _ of item.member.content());
      } catch (error) {
        problems.push((error as Error).message);
      }
    }
  }
  return { problems };
}

async function read(input: BundleInput) {
  const texts: Record<TestMember["name"], string> = {};
  const problems: Record<string, string> = {};
  for await (const item of listMembers(input)) {
    if (item.kind === "problem") {
      const about = item.names.join("!/");
      problems[about] = `${problems[about] ?? ""}${item.message}`;
      continue;
    }
    const path = memberPath(item.member.names);
    if (item.member.problem !== null) {
      problems[path] = item.member.problem;
      continue;
    }
    const parts: Uint8Array[] = [];
    try {
      for await (const chunk of (await item.member.source()).open(0)) parts.push(chunk);
    } catch (error) {
      if (!(error instanceof UnreadableContentError)) throw error;
      problems[path] = error.message;
    }
    texts[path] = Buffer.concat(parts).toString();
  }
  return { texts, problems };
}
