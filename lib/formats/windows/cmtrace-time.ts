export interface CmtraceTime {
  timeOfDayUs: number;
  /** Minutes to add to local time to get UTC; null when the record does not say. */
  biasMinutes: number | null;
  biasText: string | null;
}

const TIME = /^(\d{1,2}):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?([AaPp])\.?[Mm]\.?)?((?: ?[+-]{1,2}| )\d{1,4})?$/;

/**
 * The time attribute: "22:55:38.363+480" (UTC-8), "+00", "+-420" (a negative bias after a fixed plus sign), " 600" (a
 * lost plus sign), "08:14:02.3310045" (Intune: ticks, no bias), "8:14:02 AM" (scripts). Null when it is no time.
 */
export function readCmtraceTime(text: string): CmtraceTime | null {
  const match = TIME.exec(text);
  if (match === null) return null;
  const [, hours, minutes, seconds, fraction = "", half, bias] = match;
  const biasText = bias?.trim();
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === "p" ? 12 : 0);
  const wholeSeconds = (hour * 60 + Number(minutes)) * 60 + Number(seconds);
  if (wholeSeconds >= 86_400) return null;
  const timeOfDayUs = wholeSeconds * 1_000_000 + Number(fraction.slice(0, 6).padEnd(6, "0"));
  if (biasText === undefined) return { timeOfDayUs, biasMinutes: null, biasText: null };
  const magnitude = Number(biasText.replace(/^[+-]+/, ""));
  const biasMinutes = biasText.includes("-") && magnitude !== 0 ? -magnitude : magnitude;
  // No zone is further from UTC than 14 hours, so a larger number is no bias.
  return Math.abs(biasMinutes) > 14 * 60
    ? { timeOfDayUs, biasMinutes: null, biasText }
    : { timeOfDayUs, biasMinutes, biasText };
}
