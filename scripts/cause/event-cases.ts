import { caseOf, clock } from "./cause-case.ts";

const MDM = "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider";

/** Events as the event viewer exports them, one after the other without a root. */
function events(...rows: [provider: string, eventId: number, level: number, ...data: string[]][]): string[] {
  const now = clock("2026-11-18T08:14:02Z");
  return rows.map(([provider, eventId, level, ...data], index) => {
    const time = now().toISOString();
    const values = data.map((value) => `<Data>${value}</Data>`).join("");
    return `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID>${eventId}</EventID><Level>${level}</Level><TimeCreated SystemTime='${time}'/><EventRecordID>${index + 1}</EventRecordID><Channel>Application</Channel><Computer>FIN-LT-0147</Computer></System><EventData>${values}</EventData></Event>`;
  });
}
const xml = caseOf("event-xml", "Application.xml");

export const EVENT_CASES = [
  xml("a product that failed, told by three events", {
    lines: events(
      ["Application Error", 1000, 2, "probe.exe"],
      [
        "MsiInstaller",
        11722,
        2,
        "Product: Tallybook -- Error 1722. There is a problem with this package. Action RegisterLedger",
      ],
      ["MsiInstaller", 11708, 4, "Product: Tallybook -- Installation failed."],
      ["MsiInstaller", 1033, 4, "Tallybook", "4.2.0", "1033", "1603", "Example Ltd"],
    ),
    cause: "Error 1722.",
    outcomes: ["Tallybook 4.2.0 | 1 failed 1603"],
  }),
  xml("an enrollment that failed once and then succeeded with event 75", {
    lines: events(
      [MDM, 76, 2, "Auto MDM Enroll: Device Credential (0x0), Failed (0x8018002b)"],
      [MDM, 75, 4, "Auto MDM Enroll: Succeeded"],
    ),
    cause: null,
    outcomes: ["MDM enrollment | 1 failed 0x8018002b", "MDM enrollment | 2 succeeded -"],
  }),
];
