import { hresultText } from "#lib/codes/hresult-text.ts";
import type { LogRecord } from "#lib/model/log-record.ts";

/** What a tracker asks of an event. */
export interface EventFacts {
  record: LogRecord;
  provider: string;
  eventId: number;
  /** Its data in their order, without raw bytes. */
  values: readonly string[];
  /** A field by its name; "" when there is none. */
  field(name: string): string;
}

/** Null for a record that is no event of a provider that trackers know. */
export function eventFacts(record: LogRecord): EventFacts | null {
  const provider = record.logger ?? "";
  const eventId = record.attributes?.["event.id"];
  if (typeof eventId !== "number" || !TRACKED.has(provider)) return null;
  const data = record.attributes?.["winlog.event_data"];
  const fields = typeof data === "object" && data !== null && !Array.isArray(data) ? Object.entries(data) : [];
  return {
    record,
    provider,
    eventId,
    values: fields.filter(([name]) => name !== "Binary").map(([, value]) => String(value)),
    field: (name) => String(fields.find(([own]) => own === name)?.[1] ?? ""),
  };
}

export const PROVIDERS = {
  msi: "MsiInstaller",
  update: "Microsoft-Windows-WindowsUpdateClient",
  mdm: "Microsoft-Windows-DeviceManagement-Enterprise-Diagnostics-Provider",
  registration: "Microsoft-Windows-User Device Registration",
  autopilot: "Microsoft-Windows-ModernDeployment-Diagnostics-Provider",
  app: "Microsoft-Windows-AppXDeployment-Server",
} as const;
const TRACKED: ReadonlySet<string> = new Set(Object.values(PROVIDERS));

const HRESULT = /\b0x[89a-c][0-9a-f]{7}\b/i;

/** The HRESULT that an event carries, in a field of its own or within its texts; null = none. */
export function eventCode({ values, record }: EventFacts): string | null {
  for (const value of values) {
    const code = hresultText(value.trim());
    const found = HRESULT.exec(code.slice(0, 2000))?.[0];
    if (found !== undefined) return found;
  }
  return HRESULT.exec(record.body.slice(0, 2000))?.[0] ?? null;
}
