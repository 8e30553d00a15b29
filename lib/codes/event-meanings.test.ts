import { describe, expect, it } from "vitest";
import { allEventMeanings, eventMeaning } from "./event-meanings.ts";

const ALL = allEventMeanings();

describe("eventMeaning", () => {
  it.each([
    ["Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider", 75, 9],
    ["Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider", 72, 9],
    ["Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider", 16, 9],
    ["Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider", 76, 17],
    ["Microsoft-Windows-Windows Defender", 5001, 13],
    ["MsiInstaller", 1033, undefined],
  ])("weighs %s %i as it is meant", (provider, eventId, severity) => {
    expect(eventMeaning(provider, eventId)?.severityNumber).toBe(severity);
  });

  it("asks for provider and id: the same number means something else elsewhere", () => {
    expect(eventMeaning("Application Error", 1000)?.title).toBe("Program crashed");
    expect(eventMeaning("microsoft-windows-windows defender", 1000)?.title).toBe("Scan began");
    expect(eventMeaning("Tallybook Sync", 1000)).toBeNull();
  });

  it("has each event once", () => {
    const keys = ALL.map(({ provider, eventId }) => `${provider} ${eventId}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it.each(ALL.map((meaning) => [meaning.provider, meaning.eventId, meaning] as const))(
    "has whole words for %s %i",
    (_provider, eventId, { title, meaning, check, say }) => {
      expect(eventId).toBeGreaterThan(0);
      expect(title.length).toBeGreaterThan(3);
      expect(meaning).toMatch(/^\p{Lu}.*[.]$/u);
      if (check !== null) expect(check).toMatch(/[.]$/);
      expect((say ?? "").replace(/\{[^{}]+\}/g, "")).not.toMatch(/[{}]/);
    },
  );
});
