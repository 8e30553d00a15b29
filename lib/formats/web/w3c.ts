import type { LogFormat, TextSample } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { sampleLines } from "#lib/formats/sample-lines.ts";
import { iisDefaultFields } from "./iis-default-fields.ts";
import { createW3cParser, firstW3cFields, surveyW3c } from "./w3c-parser.ts";
import type { W3cDialect } from "./w3c-record.ts";

/**
 * W3C extended logs: IIS (web, FTP, SMTP), HTTP.sys, the Windows firewall, Exchange. Facts: the W3C working draft
 * "Extended Log File Format", Microsoft's "W3C Extended Log File Format (IIS 6.0)" and "Interpreting the Windows
 * Firewall Log". Times are UTC unless a header says otherwise; IIS gives time-taken in milliseconds.
 */
export const w3c: LogFormat = {
  id: "w3c",
  title: FORMAT_TITLES.w3c,
  version: 2,
  framing: { kind: "rows", delimiter: null, leadMark: "#" },
  detect,
  survey: surveyW3c,
  createParser: (settings, state) => createW3cParser(() => DIALECT, settings, state),
  samples: [
    "#Software: Microsoft Internet Information Services 10.0\n#Version: 1.0\n#Date: 2025-10-09 08:53:20\n#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) sc-status sc-substatus sc-win32-status time-taken\n2025-10-09 08:53:20 10.0.0.4 GET /orders id=7 443 - 203.0.113.9 curl/8.9.1 200 0 0 31\n",
    "#Version: 1.5\n#Software: Microsoft Windows Firewall\n#Time Format: Local\n#Fields: date time action protocol src-ip dst-ip src-port dst-port size\n\n2025-10-09 08:53:20 DROP UDP 10.0.0.7 10.0.0.255 137 137 78\n",
  ],
};

const DIALECT: W3cDialect = {
  decode: (value) => (value.includes("+") ? value.replaceAll("+", " ") : value),
  isSeconds: false,
};

function detect(sample: TextSample): number {
  const fields = firstW3cFields(sample);
  if (fields === null) return iisDefaultFields(sample) === null ? 0 : 0.9;
  const isFirst = sampleLines(sample)[0]?.startsWith("#") === true;
  const isKnown = fields.some((field) => /^(?:date|time|date-time|c-ip|cs-|sc-|s-|x-|src-ip)/.test(field));
  return isKnown ? (isFirst ? 0.96 : 0.8) : 0;
}
