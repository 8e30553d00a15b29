import { describe, expect, it } from "vitest";
import { openReader } from "#lib/parse/open-reader.ts";
import { bytesSource } from "#lib/streams/byte-source.ts";
import { extension } from "./field-team-processor.ts";

async function read(...entries: object[]) {
  const text = entries.map((entry) => `${JSON.stringify({ level: 30, time: 1_795_305_600_000, ...entry })}\n`).join("");
  const reader = await openReader({
    source: bytesSource(Buffer.from(text)),
    fileName: "agent.log",
    receivedAtMs: Date.UTC(2026, 10, 30),
    format: "pino",
    processors: extension.processors,
  });
  const batch = await reader.next();
  await reader.close();
  return { records: batch?.records ?? [], notes: reader.reading.notes };
}

describe("the processor of the example", () => {
  it("makes a record of each item, with what the batch says of all of them", async () => {
    const items = [
      { level: "warn", text: "disk is nearly full", disk: "C:" },
      { level: "info", text: "signed in" },
    ];
    const { records } = await read({ msg: "batch", hostname: "LT-7", run: 4, items });
    const common = { hostName: "LT-7", byteOffset: 0, timestampUs: 1_795_305_600_000_000 };
    expect(records).toEqual([
      expect.objectContaining({
        ...common,
        recordNumber: 1,
        body: "disk is nearly full",
        severityNumber: 13,
        attributes: { run: 4, team: "field", disk: "C:" },
      }),
      expect.objectContaining({ ...common, recordNumber: 2, body: "signed in", severityNumber: 9 }),
    ]);
  });

  it("drops health checks, and counts them", async () => {
    const { records, notes } = await read({ msg: "probe", req: { method: "GET", url: "/healthz" } }, { msg: "kept" });
    expect(records).toEqual([expect.objectContaining({ body: "kept", attributes: { team: "field" } })]);
    expect(notes).toEqual(["The processor field-team (version 1) went over the records: 1 dropped, 1 changed."]);
  });

  it("leaves a batch with a broken item as the text it is", async () => {
    const { records } = await read({ msg: "batch", items: [{ text: "good" }, "bad"] });
    expect(records).toEqual([
      expect.objectContaining({
        kind: "reject",
        reason: "Kept as text by the processor field-team: it failed: an item of the batch is no object.",
      }),
    ]);
  });
});
