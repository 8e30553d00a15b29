import { describe, expect, it } from "vitest";
import { binaryRefusal, refuseBinary } from "./refuse-binary.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** The start of an ETL file: buffer header, system header, log file header. */
function traceLog(): Uint8Array {
  const head = new Uint8Array(300);
  head.set([0, 16, 0, 0], 0);
  head.set([2, 0, 2, 0xc0, 0x40, 1, 0, 0], 72);
  head.set([0, 16, 0, 0], 104);
  return head;
}

describe("binaryRefusal", () => {
  it.each([
    [
      "a PDF",
      bytes("%PDF-1.7 ..."),
      "A PDF document is not a log. Sluice reads text, also compressed (gz, zst, bz2, xz) or in a zip or tar. Convert it to text first.",
    ],
    ["a cabinet", bytes("MSCF"), /^A cabinet archive \(CAB\) is not a log/],
    ["an event log of Windows XP", bytes("0\0\0\0LfLe"), /wevtutil epl/],
    ["an event trace", traceLog(), /\(ETL\) is not a log.*tracerpt/],
  ])("refuses %s", (_name, head, expected) => {
    expect(binaryRefusal(head)).toMatch(expected);
  });

  it.each([
    ["text", bytes("2026-03-12 started")],
    ["a Windows event log", bytes("ElfFile\0")],
    ["a ZIP archive", Uint8Array.of(0x50, 0x4b, 3, 4)],
    ["zstd", Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd)],
    ["gzip", Uint8Array.of(0x1f, 0x8b, 8, 0)],
    ["UTF-16", Uint8Array.of(0xff, 0xfe, 0x50, 0)],
    ["bytes that nobody knows", Uint8Array.of(1, 2, 3, 4)],
    ["nothing", new Uint8Array()],
  ])("lets %s pass", (_name, head) => {
    expect(binaryRefusal(head)).toBeNull();
  });
});

describe("refuseBinary", () => {
  it("throws what retrying does not change", async () => {
    await expect(refuseBinary(new Blob(["%PDF-1.7"]))).rejects.toMatchObject({ code: "unprocessable" });
    await expect(refuseBinary(new Blob(["text"]))).resolves.toBeUndefined();
  });
});
