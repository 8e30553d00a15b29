/** Formats as people say them, apart from the formats themselves: pages name a format without loading its parser. */
export const FORMAT_TITLES = {
  pino: "pino JSON",
  bunyan: "Bunyan JSON",
  msi: "MSI verbose",
  cmtrace: "CMTrace",
  plain: "Plain text",
} as const;

/** The title of a format; an id this build does not know is shown as it is. */
export function formatTitle(format: string): string {
  const titles: Record<string, string> = FORMAT_TITLES;
  return Object.hasOwn(titles, format) ? (titles[format] ?? format) : format;
}
