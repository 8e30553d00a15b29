import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { SHIPPED_RULES } from "#lib/lanes/lane-rules.ts";
import { zipOf } from "#lib/streams/archives.test-kit.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { type FilePreview, type PreviewInput, previewFile } from "./preview-file.ts";
import { rowsAround } from "./preview-rows.ts";

const FIXTURES = new URL("../formats/fixtures/", import.meta.url);
const NO_CHOICE = { format: null, timeZone: null, lane: null };
const MIB = 1024 * 1024;

async function preview(bytes: Uint8Array, input: Partial<PreviewInput> = {}): Promise<FilePreview> {
  return previewFile({
    source: bytesSource(bytes),
    fileName: "a.log",
    sizeBytes: bytes.length,
    receivedAtMs: Date.UTC(2026, 2, 12),
    choice: NO_CHOICE,
    rules: SHIPPED_RULES,
    target: { deployment: null, device: null },
    budget: { contentBytes: 64 * MIB, timeMs: 60_000 },
    now: () => 0,
    onProgress: () => {},
    ...input,
  });
}

const textAt = ({ rows }: FilePreview, recordNumber: number) =>
  rows.find((row) => row.recordNumber === recordNumber)?.text;

/** A failed installation: so many lines, its cause, so many lines, its end. */
function msiLog(linesBefore = 300, linesAfter = 0): string {
  const op = (n: number) =>
    `MSI (s) (5C:1C) [14:03:00:000]: Executing op: RegAddValue(Name=Value${n},Value=${"x".repeat(60)},)`;
  return [
    "=== Verbose logging started: 12.03.2026  14:01:20  Build type: SHIP UNICODE 5.00.10011.00  Calling process: C:\\Windows\\System32\\msiexec.exe ===",
    ...Array.from({ length: linesBefore }, (_, n) => op(n)),
    "MSI (s) (5C:1C) [14:04:06:226]: Executing op: ActionStart(Name=SetLedgerAcl,,)",
    "GrantAcl: error 0x80070534, no SID for account TALLY_SVC",
    "CustomAction SetLedgerAcl returned actual error code 1603 (note this may not be 100% accurate if translation happened inside sandbox)",
    ...Array.from(
      { length: linesAfter },
      (_, n) => `MSI (s) (5C:1C) [14:04:06:226]: PROPERTY CHANGE: Adding P${n} property.`,
    ),
    "Action ended 14:04:06: InstallFinalize. Return value 3.",
    "Action ended 14:04:08: INSTALL. Return value 3.",
    "MSI (s) (5C:1C) [14:04:08:916]: Product: Tallybook 4.2.0 -- Installation failed.",
    "",
  ].join("\r\n");
}
const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);

describe("previewFile", () => {
  it("reads a Windows event log, which is no text: rows, lane by its events, installations, device", async () => {
    const found = await preview(readFileSync(new URL("evtx-laptop.gz", FIXTURES)));
    expect(found).toMatchObject({ records: 8, rejects: 0, isWhole: true, problem: null, deviceName: "FIN-LT-0147" });
    expect(found.reading).toMatchObject({ format: "evtx", encoding: "binary", container: "gzip" });
    expect(found.products).toEqual(["Tallybook 4.2.0", "Ledger Driver 2.1"]);
    expect(found.failingLine).toMatchObject({ recordNumber: 4, code: "0x80070643" });
    expect(textAt(found, 2)).toContain("Installation completed successfully");
    expect(found).toMatchObject({ lane: "high", laneReason: expect.stringContaining("event log with errors") });
  });

  it("puts the file into the lane that the rules of its organisation name, also by what it would be sent for", async () => {
    const rule = { id: "a", name: "Pilot", lane: "high", because: "the pilot comes first", isOn: true } as const;
    const rules = { ...SHIPPED_RULES, rules: [{ ...rule, condition: { deployments: ["pilot*"] } }] };
    const bytes = new TextEncoder().encode("all is well\n");
    const sent = await preview(bytes, { rules, target: { deployment: "Pilot ring 1", device: null } });
    expect(sent).toMatchObject({ lane: "high", laneReason: "Plain text: the pilot comes first. Rule: Pilot." });
    expect((await preview(bytes, { rules })).lane).toBe("low");
  });

  it("reads a UTF-16 installer log: format, lane, failing line with its rows, product", async () => {
    const found = await preview(utf16(msiLog()));
    expect(found.reading).toMatchObject({ format: "msi", encoding: "utf-16le-bom" });
    expect(found).toMatchObject({ lane: "high", products: ["Tallybook 4.2.0"], isWhole: true, problem: null });
    expect(found.laneReason).toMatch(/^MSI/);
    expect(found.failingLine).toMatchObject({ code: "0x80070534" });
    const at = found.failingLine?.recordNumber ?? 0;
    expect(textAt(found, at)).toContain("GrantAcl: error 0x80070534");
    expect(rowsAround(found.rows, at).length).toBeGreaterThan(7);
    expect(found.errors).toContain(at);
  });

  it("gives the same for the same content in gzip, and nothing but the container differs", async () => {
    const plain = await preview(utf16(msiLog()));
    const packed = await preview(gzipSync(utf16(msiLog())));
    expect(packed.reading.container).toBe("gzip");
    // What is not compressed can be looked at from its end, so the reason of the lane may name another line.
    expect({ ...packed, laneReason: "", reading: { ...packed.reading, container: "none" } }).toEqual({
      ...plain,
      laneReason: "",
    });
  });

  it("finds the rows of a failing line that passed by long before it was known", async () => {
    const found = await preview(new TextEncoder().encode(msiLog(40_000, 60)));
    const at = found.failingLine?.recordNumber ?? 0;
    expect(textAt(found, at)).toContain("GrantAcl");
    expect(textAt(found, at + 12)).toBeDefined();
    expect(found.contentBytes).toBeGreaterThan(3 * MIB);
  });

  it("stops at its budget and says how much it read", async () => {
    const bytes = new TextEncoder().encode(msiLog(40_000));
    const found = await preview(bytes, { budget: { contentBytes: MIB, timeMs: 60_000 } });
    expect(found.isWhole).toBe(false);
    expect(found.contentBytes).toBeLessThan(3 * MIB);
    let nowMs = 0;
    const slow = await preview(bytes, { budget: { contentBytes: 64 * MIB, timeMs: 10 }, now: () => (nowMs += 20) });
    expect(slow.contentBytes).toBeLessThan(3 * MIB);
  });

  it("tells what it knows while it reads", async () => {
    const told: number[] = [];
    let nowMs = 0;
    await preview(new TextEncoder().encode(msiLog(40_000)), {
      now: () => (nowMs += 500),
      onProgress: ({ records }) => told.push(records),
    });
    expect(told.length).toBeGreaterThan(2);
    expect(told).toEqual(told.toSorted((one, other) => one - other));
  });

  it("counts what could not be parsed and quotes the first such piece", async () => {
    const text = `${'{"level":30,"time":1780000000000,"msg":"a","pid":1,"hostname":"h"}\n'.repeat(50)}not json\n`;
    const found = await preview(new TextEncoder().encode(text));
    expect(found).toMatchObject({ records: 50, rejects: 1, firstReject: { recordNumber: 51, text: "not json" } });
  });

  it("goes by what was chosen", async () => {
    const bytes = new TextEncoder().encode("2025-10-09 08:53:20 INFO started\n2025-10-09 08:53:21 ERROR broke\n");
    const chosen = await preview(bytes, { choice: { format: "plain", timeZone: "Europe/Berlin", lane: "high" } });
    expect(chosen.reading.timeZone).toMatchObject({ zone: "Europe/Berlin", source: "upload" });
    expect(chosen).toMatchObject({ lane: "high", errors: [2] });
    expect(chosen.laneReason).toMatch(/^Chosen at upload\. Its content says/);
    expect(chosen.rows[0]?.timeUs).toBe(Date.UTC(2025, 9, 9, 6, 53, 20) * 1000);
    const asPino = await preview(bytes, { choice: { ...NO_CHOICE, format: "pino" } });
    expect(asPino).toMatchObject({ records: 0, rejects: 2 });
  });

  it("says what is wrong with a file that is no text or breaks off", async () => {
    const binary = await preview(Uint8Array.from({ length: 5000 }, (_, n) => (n * 7919) % 256));
    expect(binary.problem).toMatch(/binary data/);
    const packed = gzipSync(new TextEncoder().encode(msiLog(2000)));
    const broken = await preview(packed.subarray(0, packed.length - 2000));
    expect(broken.problem).toMatch(/breaks off/);
    expect(broken.records).toBeGreaterThan(300);
  });

  it("counts the records of the fixtures as ingest does", async () => {
    const found = await preview(new Uint8Array(readFileSync(new URL("cmtrace-intune.log", FIXTURES))));
    expect(found.reading.format).toBe("cmtrace");
    expect(found.rejects).toBe(0);
    expect(found.rows.length).toBe(found.records);
  });
});

describe("previewFile of an archive", () => {
  it("lists its members with the format of each, and why one will not be read", async () => {
    const members = [
      { name: "logs/setup.log", content: msiLog(10) },
      { name: "locked.log", content: "x", isEncrypted: true },
      { name: "picture.png", content: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13) },
      { name: "inner.zip", content: zipOf([{ name: "agent.log", content: "agent is up\n" }]) },
    ];
    const found = await preview(zipOf(members));
    expect(found.reading).toMatchObject({ format: "bundle", container: "zip" });
    expect(found).toMatchObject({ problem: null, isWhole: true, records: 0 });
    expect(found.members).toMatchObject([
      { path: "logs/setup.log", format: "msi", problem: null },
      { path: "locked.log", format: null, problem: expect.stringContaining("encrypted") },
      { path: "picture.png", format: null, problem: expect.stringContaining("PNG image") },
      { path: "inner.zip!/agent.log", format: "plain", problem: null },
    ]);
  });
});
