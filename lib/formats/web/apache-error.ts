import type { LogFormat, ParsedPiece } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { lineShare, sampleLines } from "#lib/formats/sample-lines.ts";
import { plainSeverity } from "#lib/formats/text/plain-severity.ts";
import { SEVERITY } from "#lib/model/severity.ts";
import { isApacheErrorLine, readApacheError, readApacheErrorTime } from "./apache-error-line.ts";

/**
 * Apache's error log, as 2.2 and 2.4 write it by default, also with times in ISO 8601. Facts: the ErrorLogFormat directive's documentation and
 * log.c of httpd. Undated lines are what programs that Apache started wrote to their standard error output.
 */
export const apacheError: LogFormat = {
  id: "apache-error",
  title: FORMAT_TITLES["apache-error"],
  version: 2,
  framing: { kind: "multi-line", starts: (line) => !/^\s/.test(line) },
  detect(sample) {
    const share = lineShare(sample, isApacheErrorLine);
    return share === 0 ? 0 : share < 0.2 ? 0.4 : 0.7 + 0.28 * share;
  },
  survey(sample) {
    const lines = sampleLines(sample).filter(isApacheErrorLine);
    return lines.length > 0 && lines.every((line) => !readApacheErrorTime(line).isLocal) ? { hasRecordZone: true } : {};
  },
  createParser: () => ({ parse: ({ text }) => parse(text), state: () => null }),
  samples: [
    "[Thu Oct 09 08:53:20 2025] [error] [client 203.0.113.9] File does not exist: /srv/shop/favicon.ico\n",
    "[2025-10-09 08:53:20.417303 +0200] [core:notice] [pid 1:tid 140] AH00094: Command line: 'httpd -D FOREGROUND'\n",
    "[Thu Oct 09 08:53:20.417303 2025] [core:error] [pid 812:tid 140] (13)Permission denied: [client 203.0.113.9:4711] AH00035: access to /private denied\n",
  ],
};

function parse(text: string): ParsedPiece {
  if (isApacheErrorLine(text)) return readApacheError(text);
  const severity = plainSeverity(text);
  return {
    kind: "record",
    timeUs: null,
    severityNumber: severity?.severityNumber ?? SEVERITY.unspecified,
    body: text,
    attributes: severity?.isKeyword === true ? { "log.severity_source": "keyword" } : undefined,
  };
}
