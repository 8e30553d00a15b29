import type { TextSample } from "#lib/formats/format.ts";
import { lineShare } from "#lib/formats/sample-lines.ts";

/** What a value of a column looks like; others are anything without a space. */
const VALUES: Readonly<Record<string, string>> = {
  date: "\\d{4}-\\d\\d-\\d\\d",
  time: "\\d\\d:\\d\\d:\\d\\d",
  "s-ip": "[\\da-fA-F.:%]{3,45}",
  "cs-method": "[A-Z_]{3,20}",
  "cs-uri-stem": "[/*]\\S*",
  "s-port": "\\d{1,5}",
  "c-ip": "[\\da-fA-F.:%]{3,45}",
  "sc-status": "\\d{3}",
  "sc-substatus": "\\d{1,5}",
  "sc-win32-status": "\\d{1,10}",
  "time-taken": "\\d{1,10}",
};

/**
 * The columns that IIS logs unless told otherwise, since version 8.5 and, without the referrer, since version 7
 * (Microsoft's "Log File Formats in IIS" and "Logging Options"): a log that was cut at the front has no line that says so.
 */
const LAYOUTS = [
  "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken",
  "date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken",
].map((layout) => ({ fields: layout.split(" "), line: lineOf(layout) }));

function lineOf(layout: string): RegExp {
  return new RegExp(
    `^${layout
      .split(" ")
      .map((name) => VALUES[name] ?? "\\S+")
      .join(" ")}$`,
  );
}

/** The columns of rows without a #Fields line above them, by what stands in them; null when they are none of IIS. */
export function iisDefaultFields(sample: TextSample): string[] | null {
  const found = LAYOUTS.find(({ line }) => lineShare(sample, (text) => line.test(text)) > 0.8);
  return found ? [...found.fields] : null;
}
