/** OpenTelemetry severity number: 0 unspecified, 1-4 trace, 5-8 debug, 9-12 info, 13-16 warn, 17-20 error, 21-24 fatal. */
export type SeverityNumber = number;

export const SEVERITY = { unspecified: 0, trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 } as const;

export const SEVERITY_LEVELS = ["unspecified", "trace", "debug", "info", "warn", "error", "fatal"] as const;
export type SeverityLevel = (typeof SEVERITY_LEVELS)[number];

/** Counts of records per level; rejects are not in it. */
export type SeverityCounts = Record<SeverityLevel, number>;

export function severityLevel(severityNumber: SeverityNumber): SeverityLevel {
  if (severityNumber <= 0) return "unspecified";
  return SEVERITY_LEVELS[Math.min(6, Math.floor((severityNumber - 1) / 4) + 1)] ?? "unspecified";
}

export function emptySeverityCounts(): SeverityCounts {
  return { unspecified: 0, trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };
}
