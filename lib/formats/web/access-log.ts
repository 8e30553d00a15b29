import type { LogFormat, ParsedPiece, RecordParser } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { KnownSets } from "#lib/formats/known-sets.ts";
import { lineShare, sampleLines } from "#lib/formats/sample-lines.ts";
import { findAccessTime } from "./access-line.ts";
import { isAnyAccessLine, readAnyAccessLine } from "./any-access-line.ts";
import { isNginxErrorLine, readNginxError } from "./nginx-error-line.ts";

/**
 * Access logs of web servers: the Common Log Format, combined, with virtual host, and what is added behind them. Facts:
 * Apache's mod_log_config and nginx's ngx_http_log_module documentation, nginx-proxy-manager's nginx.conf, Traefik's
 * and ingress-nginx' documentation, and real logs for what clients send.
 */
export const accessLog: LogFormat = {
  id: "access-log",
  title: FORMAT_TITLES["access-log"],
  version: 2,
  framing: { kind: "lines" },
  detect(sample) {
    const share = lineShare(sample, isAnyAccessLine);
    if (share === 0) return 0;
    const errorShare = lineShare(sample, isNginxErrorLine);
    return share < 0.2 || share < errorShare ? Math.min(share, 0.6) : 0.65 + 0.3 * Math.min(1, share + errorShare);
  },
  survey: (sample) => ({ hasRecordZone: !sampleLines(sample).some(isNginxErrorLine) }),
  createParser,
  samples: [
    '203.0.113.9 - avery [09/Oct/2025:08:53:20 +0200] "GET /orders/7 HTTP/1.1" 200 5120 "-" "curl/8.9.1"\n',
    'shop.example:443 2001:db8::7 - - [09/Oct/2025:08:53:20 +0000] "\\x16\\x03\\x01" 400 0\n',
    '[09/Oct/2025:08:53:20 +0000] - 200 200 - GET https shop.example "/orders" [Client 203.0.113.9] [Length 5120] [Gzip -] [Sent-to 10.0.0.4] "curl/8.9.1" "-"\n',
  ],
};

/** Lines stand for themselves; what was seen before only saves memory. */
function createParser(): RecordParser {
  const sets = new KnownSets();
  return { parse: ({ text }) => parse(text, sets), state: () => null };
}

function parse(text: string, sets: KnownSets): ParsedPiece {
  // nginx in a container writes both of its logs to one stream.
  if (isNginxErrorLine(text)) return readNginxError(text);
  const record = readAnyAccessLine(text, sets);
  if (record !== null) return record;
  const reason =
    findAccessTime(text) === null ? "no [day/month/year:time] is in it." : 'no "request" follows the time.';
  return { kind: "reject", reason: `Not an access log line: ${reason}` };
}
