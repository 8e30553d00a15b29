import { describe, expect, it } from "vitest";
import { parseText } from "#lib/formats/parse-text.test-kit.ts";
import { s3Access } from "./s3-access.ts";

const START = `${"79a59df9".repeat(8)} tally-book [09/Oct/2025:08:53:20 +0000] 203.0.113.9 - 3E57427F3EXAMPLE`;

describe("s3-access", () => {
  it.each([
    [
      "the columns of the beginning",
      `${START} REST.GET.OBJECT a.txt "GET /a.txt HTTP/1.1" 200 - 5 5 7 6 "-" "curl/8.9.1"`,
      {
        httpStatusCode: 200,
        processingTimeMs: 7,
        url: "/a.txt",
        sharedAttributes: { "user_agent.original": "curl/8.9.1" },
      },
    ],
    [
      "columns added later",
      `${START} REST.GET.OBJECT a.txt "GET /a.txt HTTP/1.1" 200 - 5 5 7 6 "-" "c" - id= SigV4 - AuthHeader h TLSv1.3 - Yes eu-central-1 new`,
      {
        sharedAttributes: { "aws.s3.tls_version": "TLSv1.3" },
        attributes: { "aws.s3.acl_required": "Yes", "aws.s3.further_fields": "new" },
      },
    ],
    [
      "a refusal",
      `${START} REST.GET.OBJECT a.txt "GET /a.txt HTTP/1.1" 403 AccessDenied 5 - 7 - "-" "c" -`,
      { severityNumber: 13, body: "REST.GET.OBJECT a.txt 403 AccessDenied" },
    ],
    [
      "what S3 does by itself",
      `${START} S3.EXPIRE.OBJECT a.txt "-" - - - 27 - - "-" "-" -`,
      { httpStatusCode: undefined, body: "S3.EXPIRE.OBJECT a.txt", severityNumber: 9 },
    ],
  ])("reads %s", (_name, text, fields) => {
    const time = {
      timeUs: Date.UTC(2025, 9, 9, 8, 53, 20) * 1000,
      remoteAddress: "203.0.113.9",
      requestId: "3E57427F3EXAMPLE",
    };
    expect(parseText(s3Access, text).pieces[0]?.parsed).toMatchObject({ ...time, ...fields });
  });

  it("rejects a line cut off in front of its operation", () => {
    expect(parseText(s3Access, `${START}\n`).pieces[0]?.parsed).toMatchObject({ kind: "reject" });
  });
});
