import { describe, expect, it } from "vitest";
import { dsregcmd } from "./dsregcmd.ts";
import { confidence, expectLinearTime, expectSameWhenResumed, only, recordsOf } from "./windows-text.test-kit.ts";

const BORDER = `+${"-".repeat(70)}+\n`;

function box(title: string, values: Record<string, string>): string {
  const lines = Object.entries(values).map(([key, value]) => `${key.padStart(26)} : ${value}\n`);
  return `${BORDER}| ${title.padEnd(69)}|\n${BORDER}\n${lines.join("")}\n`;
}

describe("dsregcmd", () => {
  it("makes one record of a section, its values attributes", () => {
    expect(
      only(dsregcmd, `${box("Device State", { AzureAdJoined: "YES", "Device Name": "FIN-LT-0147" })}`),
    ).toMatchObject({
      level: "info",
      logger: "Device State",
      hostName: "FIN-LT-0147",
      timeUs: null,
      attributes: { "dsregcmd.AzureAdJoined": "YES", "dsregcmd.DeviceName": "FIN-LT-0147" },
      body: "Device State\n             AzureAdJoined : YES\n               Device Name : FIN-LT-0147",
    });
  });

  it.each([
    [{ AzureAdJoined: "NO" }, "warn"],
    [{ AzureAdPrt: "NO" }, "warn"],
    [{ DomainJoined: "NO", WorkplaceJoined: "NO" }, "info"],
    [{ "Client ErrorCode": "0x801c03f3" }, "error"],
    [{ "Client ErrorCode": "0x0" }, "info"],
    [{ "Server ErrorCode": "invalid_request" }, "error"],
    [{ "Server Error Code": "invalid_grant" }, "error"],
    [{ "Attempt Status": "0xc000006d" }, "error"],
    [{ "Attempt Status": "0x0" }, "info"],
    [{ "DRS Discovery Test": "FAIL [0x801c0021]" }, "error"],
    [{ "AD Connectivity Test": "PASS", "DRS Connectivity Test ": "SKIPPED" }, "info"],
    [{ DeviceAuthStatus: "FAILED. Device is either disabled or deleted" }, "error"],
    [{ WamDefaultSet: "ERROR (0x80070520)" }, "warn"],
    [{ "Last HostName Update": "NONE" }, "info"],
    [{ "Last HostName Update": "FAILED" }, "error"],
  ] as [Record<string, string>, string][])("weighs %j as %s", (values, level) => {
    expect(only(dsregcmd, box("A", values)).level).toBe(level);
  });

  it("gives all sections the output's client time", () => {
    const text =
      box("Device State", { AzureAdJoined: "YES" }) +
      box("Diagnostic Data", { "Client Time": "2026-11-18 07:14:02.000 UTC" });
    expect(recordsOf(dsregcmd, text)).toMatchObject([
      { iso: "2026-11-18T07:14:02.000Z", isLocalTime: false },
      { iso: "2026-11-18T07:14:02.000Z", isLocalTime: false },
    ]);
  });

  it("gives only the sections that state a time one when a file holds several outputs", () => {
    const output = (day: string) =>
      box("Device State", { A: "1" }) + box("Diagnostic Data", { "Client Time": `2026-11-${day} 07:14:02.000 UTC` });
    expect(recordsOf(dsregcmd, output("18") + output("19"))).toMatchObject([
      { iso: null },
      { iso: "2026-11-18T07:14:02.000Z" },
      { iso: null },
      { iso: "2026-11-19T07:14:02.000Z" },
    ]);
  });

  it("rejects text above the first box and keeps what stands below the last", () => {
    expect(
      recordsOf(dsregcmd, `C:\\> dsregcmd /status\n${box("A", { B: "C" })}More at the reference.\n`),
    ).toMatchObject([
      { reject: expect.stringContaining("outside any section") },
      { body: expect.stringContaining("More at the reference.") },
    ]);
  });

  it("is sure of its own sections and takes no other tables", () => {
    expect(confidence(dsregcmd, box("Device State", { AzureAdJoined: "YES" }))).toBeGreaterThan(0.9);
    expect(confidence(dsregcmd, `+--------+--------+\n| id     | name   |\n+--------+--------+\n`)).toBe(0);
    expect(confidence(dsregcmd, "AzureAdJoined : YES\n")).toBe(0);
  });

  it("goes on exactly when resumed", () => {
    expectSameWhenResumed(dsregcmd, box("A", { B: "C" }) + box("D", { E: "F" }));
  });

  it("takes linear time on hostile lines", () => {
    expectLinearTime(dsregcmd, [
      `+${"-".repeat(900_000)}`,
      `|${" ".repeat(900_000)}`,
      BORDER.repeat(12_000),
      box("A", { B: " : ".repeat(300_000) }),
      box("A", {}) + "a : b\n".repeat(100_000),
    ]);
  });
});
