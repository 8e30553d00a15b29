import { describe, expect, it } from "vitest";
import { eventXml } from "#lib/formats/events/event-xml.ts";
import type { FileRecord } from "#lib/model/log-record.ts";
import { createInstallationTracker } from "./installation-tracker.ts";

interface Told {
  provider: string;
  id: number;
  /** Seconds after the first. */
  at?: number;
  level?: number;
  data?: string[] | Record<string, string>;
}

const MSI = "MsiInstaller";
const UPDATE = "Microsoft-Windows-WindowsUpdateClient";
const MDM = "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider";

function xml({ provider, id, at = 0, level = 4, data = [] }: Told): string {
  const time = new Date(Date.UTC(2026, 10, 2, 9) + at * 1000).toISOString();
  const fields = Array.isArray(data)
    ? data.map((value) => `<Data>${value}</Data>`)
    : Object.entries(data).map(([name, value]) => `<Data Name="${name}">${value}</Data>`);
  return `<Event><System><Provider Name="${provider}"/><EventID>${id}</EventID><Level>${level}</Level><TimeCreated SystemTime="${time}"/><Computer>FIN-LT-0147.corp.example</Computer></System><EventData>${fields.join("")}</EventData></Event>\n`;
}

function records(events: readonly Told[]): FileRecord[] {
  return events.map((event, index) => {
    const piece = { text: xml(event).trimEnd(), byteOffset: index * 100, byteLength: 100 };
    const parsed = eventXml.createParser({}).parse(piece);
    if (parsed.kind === "reject") throw new Error(parsed.reason);
    const { timeUs, ...fields } = parsed;
    return { ...fields, recordNumber: index + 1, byteOffset: index * 100, byteLength: 100, timestampUs: timeUs };
  });
}

function track(events: readonly Told[], isResumed: boolean) {
  let tracker = createInstallationTracker({ format: "evtx", fileName: "a.evtx" });
  for (const record of records(events)) {
    tracker.observe(record);
    if (!isResumed) continue;
    const state = JSON.parse(JSON.stringify(tracker.state()));
    tracker = createInstallationTracker({ format: "evtx", fileName: "a.evtx", state });
  }
  return tracker;
}

function summary(...events: Told[]): string[] {
  const [whole, resumed] = [track(events, false), track(events, true)];
  expect(resumed.installations()).toEqual(whole.installations());
  return whole.installations().map((one) => {
    const line = one.firstFailingLine;
    const why = line === null ? "" : ` #${line.recordNumber} ${line.code ?? "-"}`;
    return `${one.product} | ${one.attempt} ${one.outcome} ${one.exitCode ?? "-"}${why}`;
  });
}

const status = (code: string, at = 1): Told => ({
  provider: MSI,
  id: 1033,
  at,
  data: ["Tallybook", "4.2.0", "1033", code, "Avery", "(NULL)"],
});
const message = (id: number, text: string, level = 4): Told => ({ provider: MSI, id, level, data: [text, "(NULL)"] });

describe("installations in event logs", () => {
  it.each([
    [
      "a success told twice",
      [message(11707, "Product: Tallybook -- Installation completed successfully."), status("0")],
      ["Tallybook 4.2.0 | 1 succeeded 0"],
    ],
    [
      "a restart",
      [message(11707, "Product: Tallybook -- Installation completed successfully."), status("3010")],
      ["Tallybook 4.2.0 | 1 reboot 3010"],
    ],
    [
      "a failure with the error that came before it",
      [
        message(11722, "Product: Tallybook -- Error 1722. There is a problem with this package.", 2),
        message(11708, "Product: Tallybook -- Installation failed."),
        status("1603"),
      ],
      ["Tallybook 4.2.0 | 1 failed 1603 #1 1722"],
    ],
    [
      "a failure in another language",
      [message(11708, "Produkt: Tallybook -- Installation fehlgeschlagen."), status("1603")],
      ["Tallybook 4.2.0 | 1 failed 1603 #1 -"],
    ],
    ["one that was cancelled", [status("1602")], ["Tallybook 4.2.0 | 1 cancelled 1602"]],
    [
      "two attempts",
      [status("1603"), status("0", 900)],
      ["Tallybook 4.2.0 | 1 failed 1603 #1 1603", "Tallybook 4.2.0 | 2 succeeded 0"],
    ],
    ["no removal", [message(11724, "Product: Tallybook -- Removal completed successfully.")], []],
    [
      "a patch",
      [{ provider: MSI, id: 1024, level: 2, data: ["Tallybook", "Fix 7", "1642"] }],
      ["Tallybook: Fix 7 | 1 failed 1642 #1 1642"],
    ],
  ])("tells %s of Windows Installer", (_name, events, expected) => {
    expect(summary(...events)).toEqual(expected);
  });

  it("tells updates that began, failed and succeeded", () => {
    const driver = { updateTitle: "Ledger Driver 2.1", updateGuid: "{1}" };
    const defender = { updateTitle: "Security Intelligence Update for Microsoft Defender - KB2267602 (Version 1)" };
    expect(
      summary(
        { provider: UPDATE, id: 43, data: driver },
        { provider: UPDATE, id: 20, level: 2, at: 5, data: { errorCode: "2147944003", ...driver } },
        { provider: UPDATE, id: 43, at: 900, data: driver },
        { provider: UPDATE, id: 19, at: 950, data: driver },
        { provider: UPDATE, id: 19, at: 960, data: defender },
        { provider: UPDATE, id: 43, at: 970, data: { updateTitle: "2026-11 Cumulative Update (KB5000001)" } },
      ),
    ).toEqual([
      "Ledger Driver 2.1 | 1 failed 0x80070643 #2 0x80070643",
      "Ledger Driver 2.1 | 2 succeeded -",
      "2026-11 Cumulative Update (KB5000001) | 1 in_progress -",
    ]);
  });

  it("tells enrollment: 75, 72 and 16 are successes, 76 is none, and repeating it is one attempt", () => {
    const failed = { provider: MDM, id: 76, level: 2, data: { Message1: "0x1", HRESULT: "2149056555" } };
    expect(
      summary(
        failed,
        { ...failed, at: 3600 },
        { provider: MDM, id: 16, at: 7200, level: 2 },
        { provider: MDM, id: 75, level: 2, at: 7201 },
      ),
    ).toEqual(["MDM enrollment | 1 failed 0x8018002b #1 0x8018002b", "MDM enrollment | 2 succeeded -"]);
  });

  it("tells apps of the management by their product codes, and Autopilot's answer", () => {
    const code = "{11111111-2222-3333-4444-555555555555}";
    const autopilot = "Microsoft-Windows-ModernDeployment-Diagnostics-Provider";
    expect(
      summary(
        {
          provider: MDM,
          id: 1924,
          level: 2,
          data: { Message1: "C:\\Windows\\Temp\\a.log", Message2: code, HRESULT: "0x80070643" },
        },
        { provider: MDM, id: 1922, at: 600, data: { Message1: code, HRESULT: "0x0" } },
        { provider: autopilot, id: 807, level: 2 },
        { provider: autopilot, id: 161, at: 900 },
      ),
    ).toEqual([
      `MDM app ${code} | 1 failed 0x80070643 #1 0x80070643`,
      `MDM app ${code} | 2 succeeded -`,
      "Autopilot profile | 1 failed - #3 -",
      "Autopilot profile | 2 succeeded -",
    ]);
  });

  it("tells an app package that failed, and that it succeeded later", () => {
    const app = "Microsoft-Windows-AppXDeployment-Server";
    const data = { PackageFullName: "Ledger.Viewer_1.2.3.4_x64__8wekyb", ErrorCode: "0x80073cf6" };
    expect(
      summary(
        { provider: app, id: 400, data },
        { provider: app, id: 404, level: 2, data },
        { provider: app, id: 401, level: 2, data },
        { provider: app, id: 400, at: 60, data },
      ),
    ).toEqual(["Ledger.Viewer | 1 failed 0x80073cf6 #2 0x80073cf6", "Ledger.Viewer | 2 succeeded -"]);
  });

  it("names the device, and nothing for providers it does not know", () => {
    const tracker = track([{ provider: "Tallybook Sync", id: 1033, data: ["Tallybook", "1", "1", "1603"] }], false);
    expect(tracker.installations()).toEqual([]);
    expect(tracker.deviceName()).toBe("FIN-LT-0147");
  });
});
