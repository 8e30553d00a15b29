/** A number with separators: "18,902". */
export function formatCount(count: number): string {
  return count.toLocaleString("en-GB", { maximumFractionDigits: 0 });
}

/** "1 file", "5 files". */
export function formatPlural(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** "0.2%" of a whole; never "0%" for something, never "100%" for less than all. */
export function formatShare(part: number, whole: number): string {
  if (whole <= 0 || part <= 0) return "0%";
  if (part >= whole) return "100%";
  const percent = (part / whole) * 100;
  if (percent < 0.1) return "under 0.1%";
  return `${Math.min(99.9, percent).toLocaleString("en-GB", { maximumFractionDigits: percent < 10 || percent > 99 ? 1 : 0 })}%`;
}
