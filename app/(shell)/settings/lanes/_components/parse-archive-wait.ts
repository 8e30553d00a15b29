const DAY_MS = 86_400_000;
const UNITS_MS: Record<string, number> = { "": DAY_MS, d: DAY_MS, day: DAY_MS, days: DAY_MS, h: 3_600_000 };

/** How long originals stay, as typed ("30 days", "30", "12 h"), in ms; null = "never"; undefined = not usable. */
export function parseArchiveWait(text: string): number | null | undefined {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "" || trimmed === "never") return null;
  const match = /^(?:after )?(\d+)\s*(days|day|d|h|)$/.exec(trimmed);
  const unitMs = match === null ? undefined : UNITS_MS[match[2] ?? ""];
  return match === null || unitMs === undefined ? undefined : Number(match[1]) * unitMs;
}

/** The same as shown: "never", "1 day", "30 days", "12 h"; what was typed is what is read back. */
export function archiveWaitWords(ms: number | null): string {
  if (ms === null) return "never";
  if (ms % DAY_MS !== 0) return `${Math.round(ms / 3_600_000)} h`;
  return ms === DAY_MS ? "1 day" : `${ms / DAY_MS} days`;
}
