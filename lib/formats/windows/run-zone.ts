import type { FormatSettings } from "#lib/formats/format.ts";
import type { Json } from "#lib/model/json.ts";

/** A wall clock as a parser gives it: still local, or already in UTC. */
export interface ZonedTime {
  timeUs: number;
  isLocalTime: boolean;
}

/** Keeps the offset that the header of each run in a file states, for files that hold several runs. */
export interface RunZone {
  /** A header's offset holds from here on. */
  header(offsetMinutes: number): void;
  /** The time of a record of the current run. */
  at(wallUs: number): ZonedTime;
  state(): Json;
}

/** The offset found in the survey is the file's and is applied by normalise; a run that differs is turned to UTC here. */
export function createRunZone(settings: FormatSettings, state?: Json): RunZone {
  const fileOffset = settings.timeZone?.offsetMinutes ?? null;
  let offset = typeof state === "number" ? state : null;
  return {
    header(offsetMinutes) {
      offset = offsetMinutes;
    },
    at(wallUs) {
      if (offset === null || offset === fileOffset) return { timeUs: wallUs, isLocalTime: true };
      return { timeUs: wallUs - offset * 60_000_000, isLocalTime: false };
    },
    state: () => offset,
  };
}

/** Settings from the offsets (minutes east of UTC) that a sample's headers state, in the file's order. */
export function runZoneSettings(offsets: readonly number[], reason: string): FormatSettings {
  const [offsetMinutes] = offsets;
  if (offsetMinutes === undefined) return {};
  const isChanging = offsets.some((offset) => offset !== offsetMinutes);
  return {
    timeZone: { source: "header", offsetMinutes, reason },
    notes: isChanging ? ["The runs in this log state different zones; each is read in its own."] : [],
  };
}

/** Minutes east of UTC of "+0100", "-07:00"; null when no zone is that far. */
export function offsetMinutes(text: string): number | null {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  if (!(minutes <= 14 * 60)) return null;
  return text.startsWith("-") ? -minutes : minutes;
}
