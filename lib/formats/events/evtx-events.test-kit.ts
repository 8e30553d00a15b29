import type { WrittenEvent } from "./evtx-writer.test-kit.ts";

/** For tests: events of an invented laptop, one for each way in which events are written and read. */
export function laptopEvents(): WrittenEvent[] {
  const timeMs = Date.UTC(2026, 10, 2, 9, 15, 30, 123);
  const events: Omit<WrittenEvent, "recordId" | "timeMs">[] = [
    { provider: "EventLog", eventId: 6005, data: {}, isClassic: true },
    {
      provider: "MsiInstaller",
      eventId: 11707,
      data: { a: "Product: Tallybook -- Installation completed successfully.", b: "(NULL)" },
      isClassic: true,
    },
    {
      provider: "MsiInstaller",
      eventId: 1033,
      data: { a: "Tallybook", b: "4.2.0", c: "1033", d: "3010", e: "Avery & Sons", f: "(NULL)" },
      isClassic: true,
    },
    {
      provider: "Microsoft-Windows-WindowsUpdateClient",
      eventId: 20,
      level: 2,
      channel: "System",
      data: { errorCode: "0x80070643", updateTitle: "Ledger Driver 2.1", updateGuid: "{0}", updateRevisionNumber: "1" },
    },
    {
      provider: "Microsoft-Windows-Security-Auditing",
      eventId: 4625,
      level: 0,
      keywords: 0x8010000000000000n,
      channel: "Security",
      data: {
        TargetUserName: "avery",
        TargetDomainName: "CORP",
        LogonType: "2",
        Status: "0xc000006d",
        SubStatus: "0x0",
      },
    },
    {
      provider: "Tallybook Sync",
      eventId: 300,
      level: 3,
      data: { Rows: "17", Text: "Größe 日本 <kept>", __proto__x: "plain" },
    },
    { provider: "Tallybook Sync", eventId: 301, level: 1, data: { Text: "😀".repeat(40) } },
    { provider: "Tallybook Sync", eventId: 302, level: 5, data: {} },
  ];
  return events.map((event, index) => ({ ...event, recordId: index + 101, timeMs: timeMs + index * 1000 }));
}
