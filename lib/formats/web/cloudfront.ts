import type { LogFormat } from "#lib/formats/format.ts";
import { FORMAT_TITLES } from "#lib/formats/format-titles.ts";
import { createW3cParser, firstW3cFields, surveyW3c } from "./w3c-parser.ts";
import type { W3cDialect } from "./w3c-record.ts";

/**
 * Standard logs of Amazon CloudFront: W3C extended with tabs, URL-encoded values and time-taken in seconds. Facts: "Access
 * logs (standard logs)" in Amazon's CloudFront Developer Guide. Times are UTC.
 */
export const cloudfront: LogFormat = {
  id: "cloudfront",
  title: FORMAT_TITLES.cloudfront,
  version: 1,
  framing: { kind: "rows", delimiter: null, leadMark: "#" },
  detect: (sample) => (firstW3cFields(sample)?.some((field) => field.startsWith("x-edge-")) === true ? 0.99 : 0),
  survey: surveyW3c,
  createParser: (settings, state) => createW3cParser(() => DIALECT, settings, state),
  samples: [
    "#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id time-taken\n2025-10-09\t08:53:20\tFRA56-P1\t5120\t203.0.113.9\tGET\td111111abcdef8.cloudfront.net\t/orders\t200\t-\tcurl/8.9.1\t-\t-\tHit\tm7Qk0example==\t0.004\n",
  ],
};

const DIALECT: W3cDialect = { decode: urlDecoded, isSeconds: true };

/** CloudFront encodes what clients sent, so that a % of theirs is encoded twice: decoded once, and left when it can't be. */
function urlDecoded(value: string): string {
  if (!value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
