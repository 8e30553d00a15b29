import { formatTitle } from "#lib/formats/format-titles.ts";
import type { SettingChanges } from "#lib/store/reading-settings.ts";

/** What was chosen anew, for the audit trail: "as CMTrace (before: by content)". Empty when nothing was. */
export function settingsSentence({ format, timeZone }: SettingChanges): string {
  const parts: string[] = [];
  if (format !== undefined) {
    const how = format.to === null ? "with the format that its content speaks for" : `as ${formatTitle(format.to)}`;
    parts.push(`${how} (before: ${format.from === null ? "by content" : formatTitle(format.from)})`);
  }
  if (timeZone !== undefined) {
    const how = timeZone.to === null ? "with the time zone by content" : `with the time zone ${timeZone.to}`;
    parts.push(`${how} (before: ${timeZone.from ?? "by content"})`);
  }
  return parts.join(" and ");
}
