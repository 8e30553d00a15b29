const TITLES: Record<string, string> = {
  pino: "pino JSON",
  bunyan: "bunyan JSON",
  msi: "MSI verbose",
  cmtrace: "CMTrace",
  plain: "Plain text",
};

/** A format as people say it; an id this build does not know is shown as it is. */
export function formatTitle(format: string): string {
  return TITLES[format] ?? format;
}
