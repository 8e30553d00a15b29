import { z } from "zod";

/** What a person chose about how a file is read; null = its content decides. */
export interface ReadingSettings {
  format: string | null;
  /** IANA name or offset ("UTC+01:00") of times that name no zone. */
  timeZone: string | null;
}

/** A change of the settings; what is absent stays. */
export const readingChoiceSchema = z.object({
  format: z.string().min(1).max(64).nullable().optional(),
  timeZone: z.string().min(1).max(64).nullable().optional(),
});
export type ReadingChoice = z.output<typeof readingChoiceSchema>;

/** The settings after a change. */
export function chosenSettings(settings: ReadingSettings, { format, timeZone }: ReadingChoice): ReadingSettings {
  return {
    format: format === undefined ? settings.format : format,
    timeZone: timeZone === undefined ? settings.timeZone : timeZone,
  };
}
