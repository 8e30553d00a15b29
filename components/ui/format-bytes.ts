const UNITS = ["B", "KB", "MB", "GB", "TB"];

/** A size as people write it: "684 MB", "2.4 MB", "0 B". One decimal below 10, none above; 1 KB = 1,024 B. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0;
  // 1,023.6 KB would round to "1,024 KB".
  if (Math.round(value) >= 1024 && unit < UNITS.length - 1) return `1 ${UNITS[unit + 1]}`;
  return `${value.toLocaleString("en-GB", { maximumFractionDigits: digits })} ${UNITS[unit]}`;
}
