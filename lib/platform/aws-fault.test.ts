import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { s3ConnectionSchema } from "#lib/model/s3-connection.ts";
import { networkFault } from "./network-fault.ts";
import { openS3, type S3Bucket } from "./s3.ts";

/** What servers answer that the one under test can't be brought to: a status, headers and a body. */
interface Answer {
  status: number;
  code?: string;
  headers?: Record<string, string>;
  extra?: string;
  body?: string;
}

let server: Server;
let answer: Answer = { status: 200 };
/** Given before it, in order. */
let answers: Answer[] = [];
let bucket: S3Bucket;
let host = "";
const SECRET = "wJalrXUtnFEMI";
const TOKEN = "FwoGZXIvYXdz";

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const { status, code, headers = {}, extra = "", body } = answers.shift() ?? answer;
    const echo = `<CanonicalRequest>x-amz-security-token:${request.headers["x-amz-security-token"]}</CanonicalRequest>`;
    const xml = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>m</Message>${extra}${echo}</Error>`;
    response.writeHead(status, { "content-type": "application/xml", ...headers });
    response.end(request.method === "HEAD" ? undefined : (body ?? xml));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const connection = s3ConnectionSchema.parse({ bucket: "logs", endpoint: `http://${host}`, region: "eu-west-1" });
  const credentials = { accessKeyId: "AKID", secretAccessKey: SECRET, sessionToken: TOKEN };
  bucket = openS3(connection, credentials, { privateEndpoints: "all", maxTries: 1 });
});
afterAll(() => {
  bucket.close();
  server.closeAllConnections();
  server.close();
});

async function failureOf(given: Answer, call: () => Promise<unknown> = () => bucket.listPage({})) {
  answer = given;
  return await call().then(
    () => null,
    (error) => error,
  );
}

describe("awsFault", () => {
  it.each<[string, Answer, object, RegExp]>([
    ["an unknown key", { status: 403, code: "InvalidAccessKeyId" }, { reason: "access_key" }, /access key id/],
    ["a wrong secret", { status: 403, code: "SignatureDoesNotMatch" }, { reason: "secret_key" }, /Enter both parts/],
    ["an old token", { status: 400, code: "ExpiredToken" }, { reason: "session_token" }, /fresh one/],
    [
      "a missing right",
      { status: 403, code: "AccessDenied" },
      { reason: "access_denied" },
      /may not list.*s3:ListBucket/,
    ],
    ["a missing bucket", { status: 404, code: "NoSuchBucket" }, { reason: "no_target" }, /no bucket "logs"/],
    [
      "another region, in the body",
      { status: 400, code: "AuthorizationHeaderMalformed", extra: "<Region>us-west-2</Region>" },
      { reason: "wrong_region" },
      /not in the region eu-west-1. It is in us-west-2/,
    ],
    [
      "another region, in the headers",
      { status: 301, code: "PermanentRedirect", headers: { "x-amz-bucket-region": "us-west-1" } },
      { reason: "wrong_region" },
      /It is in us-west-1/,
    ],
    [
      "a redirect without a region",
      { status: 301, code: "PermanentRedirect" },
      { reason: "wrong_region" },
      /Change the region/,
    ],
    [
      "a clock that is off",
      { status: 403, code: "RequestTimeTooSkewed" },
      { reason: "clock" },
      /Set this machine's clock/,
    ],
    ["too many requests", { status: 503, code: "SlowDown" }, { reason: "throttled" }, /fewer requests/],
    ["too many requests, by status", { status: 429, code: "Whatever" }, { reason: "throttled" }, /fewer requests/],
    ["a fault of the server's", { status: 500, code: "InternalError" }, { reason: "server" }, /problem of its own/],
    ["a refusal that nobody foresaw", { status: 400, code: "XAmzWhatever" }, { reason: "refused" }, /XAmzWhatever 400/],
    [
      "a web page instead",
      { status: 200, body: "<!doctype html><p>Hello<br>" },
      { reason: "not_aws" },
      /not a web page/,
    ],
  ])("names %s", async (_name, given, details, words) => {
    const error = await failureOf(given);
    expect(error).toMatchObject({ details });
    expect(error.message).toMatch(words);
    expect(error.details.host).toBe(host);
  });

  it.each<[string, Answer, boolean]>([
    ["a busy server", { status: 503, code: "SlowDown" }, true],
    ["a server with a problem", { status: 502, code: "BadGateway" }, true],
    ["a proxy's page for a server that is away", { status: 502, body: "<html><p>Bad gateway<br></html>" }, true],
    ["a login page", { status: 200, body: "<html><p>Sign in<br></html>" }, false],
    ["a page that forbids", { status: 403, body: "<html><p>Forbidden<br></html>" }, false],
    ["a wrong clock", { status: 403, code: "RequestTimeTooSkewed" }, true],
    ["a missing right", { status: 403, code: "AccessDenied" }, false],
    ["a missing bucket", { status: 404, code: "NoSuchBucket" }, false],
    ["another region", { status: 301, code: "PermanentRedirect" }, false],
  ])("knows whether a later try may help: %s", async (_name, given, isRetryable) => {
    expect(await failureOf(given)).toMatchObject({ isRetryable });
  });

  it.each<[string, number, string]>([
    ["a missing right", 403, "access_denied"],
    ["a missing object", 404, "gone"],
    ["another region", 301, "wrong_region"],
  ])("names %s from an answer that has no body", async (_name, status, reason) => {
    expect(await failureOf({ status }, () => bucket.head("a.log"))).toMatchObject({ details: { reason } });
  });

  it("names an object that must be restored first", async () => {
    const read = () => bucket.openObject({ key: "a.log", etag: "e", startByte: 0 }, new AbortController().signal);
    const error = await failureOf({ status: 403, code: "InvalidObjectState" }, read);
    expect(error.message).toMatch(/"a.log" in the bucket "logs" is an archive: restore it/);
  });

  it.each<[string, Answer, string]>([
    ["the object was replaced", { status: 412, code: "PreconditionFailed" }, "changed"],
    ["somebody else deleted it", { status: 404, code: "NoSuchKey" }, "gone"],
  ])("deletes nothing when, since it looked, %s", async (_name, deletion, expected) => {
    const found = { status: 200, headers: { etag: '"e"' } };
    answers = [found, deletion];
    expect(await bucket.remove("a.log", "e")).toBe(expected);
    expect(answers).toEqual([]);
  });

  it("keeps a listed key that no text can be made of, and reads the others", async () => {
    const keys = ["a%2Bb+c", "%FF", "d"].map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
    answer = {
      status: 200,
      body: `<ListBucketResult><EncodingType>url</EncodingType>${keys.join("")}</ListBucketResult>`,
    };
    const { objects } = await bucket.listPage({});
    expect(objects.map(({ key }) => key)).toEqual(["a+b c", "%FF", "d"]);
  });

  it("says that a version was replaced when a server ignores the condition", async () => {
    const read = () => bucket.openObject({ key: "a.log", etag: "e", startByte: 0 }, new AbortController().signal);
    const error = await failureOf({ status: 200, headers: { etag: '"other"' }, body: "x" }, read);
    expect(error).toMatchObject({ code: "conflict", details: { reason: "changed" } });
  });

  it("says that an object is damaged when its bytes have another checksum", async () => {
    const connection = s3ConnectionSchema.parse({ ...bucket.connection, checksums: "when_supported" });
    const credentials = { accessKeyId: "AKID", secretAccessKey: SECRET, sessionToken: null };
    const checking = openS3(connection, credentials, { privateEndpoints: "all", maxTries: 1 });
    const headers = { etag: '"e"', "x-amz-checksum-crc32": "AAAAAA==" };
    const error = await failureOf({ status: 200, headers, body: "content" }, async () => {
      const object = { key: "a.log", etag: "e", startByte: 0 };
      const { body } = await checking.openObject(object, new AbortController().signal);
      await Array.fromAsync(body ?? []);
    });
    expect(error).toMatchObject({ code: "unprocessable", isRetryable: false, details: { reason: "damaged" } });
    checking.close();
  });

  it("keeps nothing of the signed request, which holds the session token", async () => {
    const error = await failureOf({ status: 403, code: "SignatureDoesNotMatch" });
    const all = JSON.stringify([error, error.message, error.stack, error.cause, Object.values(error.details)]);
    expect(all).not.toContain(TOKEN);
    expect(all).not.toContain(SECRET);
  });
});

describe("networkFault", () => {
  function failureAt(endpoint: string) {
    const connection = s3ConnectionSchema.parse({ bucket: "logs", endpoint });
    const credentials = { accessKeyId: "AKID", secretAccessKey: SECRET, sessionToken: null };
    const other = openS3(connection, credentials, { privateEndpoints: "all", maxTries: 1, connectTimeoutMs: 2000 });
    return failureOf({ status: 200 }, () => other.listPage({})).finally(other.close);
  }

  it.each<[string, string, boolean, RegExp]>([
    ["CERT_HAS_EXPIRED", "certificate", false, /can't be trusted/],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", "certificate", false, /NODE_EXTRA_CA_CERTS/],
    ["ERR_TLS_CERT_ALTNAME_INVALID", "certificate", false, /valid for this name/],
    ["EHOSTUNREACH", "unreachable", true, /Nothing answers/],
    ["EAI_AGAIN", "dns", true, /can't be resolved/],
    ["ECONNRESET", "broken", true, /broke off/],
    ["ETIMEDOUT", "broken", true, /broke off/],
  ])("knows %s, alone, as one of several addresses and as a cause", (code, reason, isRetryable, words) => {
    const error = Object.assign(new Error("x"), { code });
    for (const form of [error, new AggregateError([error]), new Error("outer", { cause: error })]) {
      const fault = networkFault(form, "s3.lan");
      expect(fault).toMatchObject({ isRetryable, details: { reason, host: "s3.lan" } });
      expect(fault.message).toMatch(words);
    }
  });

  it("says that a name does not exist", async () => {
    const error = await failureAt("http://no-such-host.invalid:9000");
    expect(error).toMatchObject({ isRetryable: true, details: { reason: "dns" } });
    expect(error.message).toMatch(/The name no-such-host.invalid:9000 can't be resolved/);
  });

  it("says that a server does not speak TLS", async () => {
    const error = await failureAt(`https://${host}`);
    expect(error).toMatchObject({ isRetryable: false, details: { reason: "tls" } });
    expect(error.message).toMatch(/does not speak TLS on this port/);
  });
});
