import type { LogFormat, ParsedPiece, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { lineShare } from "#lib/formats/sample-lines.ts";
import { isAnyAccessLine, readAnyAccessLine } from "./any-access-line.ts";
import { isNginxErrorLine, readNginxError } from "./nginx-error-line.ts";

/**
 * nginx' error log. Facts: ngx_log.c and ngx_http_request.c of nginx (levels, the fields behind the message), and
 * ngx_http_fastcgi_module.c for messages of an application, which go over several lines.
 */
export const nginxError: LogFormat = {
  id: "nginx-error",
  title: FORMAT_TITLES["nginx-error"],
  version: 1,
  framing: { kind: "multi-line", starts: (line) => isNginxErrorLine(line) || isAnyAccessLine(line) },
  detect(sample) {
    const share = lineShare(sample, isNginxErrorLine);
    // Messages of PHP may take more lines than nginx' own.
    if (share === 0) return 0;
    const accessShare = lineShare(sample, isAnyAccessLine);
    return share < 0.1 || accessShare > share ? 0.4 : 0.7 + 0.28 * Math.min(1, share + accessShare);
  },
  survey: () => ({}),
  createParser,
  samples: [
    '2025/10/09 08:53:20 [error] 31#31: *46 open() "/srv/shop/missing.css" failed (2: No such file or directory), client: 203.0.113.9, server: shop.example, request: "GET /missing.css HTTP/1.1", host: "shop.example"\n',
    "2025/10/09 08:53:20 [notice] 1#1: signal process started\n",
  ],
};

function createParser(): RecordParser {
  const sets = new KnownSets();
  return { parse: ({ text }) => parse(text, sets), state: () => null };
}

function parse(text: string, sets: KnownSets): ParsedPiece {
  if (isNginxErrorLine(text)) return readNginxError(text);
  return (
    readAnyAccessLine(text, sets) ?? {
      kind: "reject",
      reason: "Not a line of nginx' error log: no date and [level] start it.",
    }
  );
}
