/**
 * The time that a key names, epoch ms UTC: `2024/04/12`, `2024-04-12`, `20240412`, each with or without an hour behind
 * it (`T10`, `-10-05`, `/10/`). Null when it names none, or one that can't be.
 */
export function keyTimeMs(key: string): number | null {
  const found = DATE.exec(key);
  if (found === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = found.slice(1).map((part) => Number(part ?? 0));
  const ms = Date.UTC(year, month - 1, day, hour, minute);
  const isReal = new Date(ms).getUTCMonth() === month - 1 && new Date(ms).getUTCDate() === day;
  return isReal ? ms : null;
}

const DATE =
  /(?<!\d)((?:19|20)\d\d)[-/_.]?(0[1-9]|1[0-2])[-/_.]?(0[1-9]|[12]\d|3[01])(?:[T/_.-]?([01]\d|2[0-3])(?:[-/_.:]?([0-5]\d))?)?(?!\d{3})/;
