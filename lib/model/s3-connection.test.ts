import { describe, expect, it } from "vitest";
import { s3ConnectionSchema, s3CredentialsSchema } from "./s3-connection.ts";

describe("s3ConnectionSchema", () => {
  it("speaks to Amazon by default", () => {
    expect(s3ConnectionSchema.parse({ bucket: "logs" })).toEqual({
      bucket: "logs",
      region: "us-east-1",
      endpoint: null,
      forcePathStyle: false,
      checksums: "when_supported",
      queueUrl: null,
    });
  });

  it("speaks to any other endpoint as most of them understand", () => {
    const parsed = s3ConnectionSchema.parse({ bucket: "logs", endpoint: "http://localhost:4566/" });
    const expected = { endpoint: "http://localhost:4566", forcePathStyle: true, checksums: "when_required" };
    expect(parsed).toMatchObject(expected);
  });

  it("keeps what is said, and its own output", () => {
    const said = { bucket: "logs", endpoint: "https://s3.lan", forcePathStyle: false, checksums: "when_supported" };
    const parsed = s3ConnectionSchema.parse(said);
    expect(parsed).toMatchObject(said);
    expect(s3ConnectionSchema.parse(parsed)).toEqual(parsed);
  });

  it.each([
    ["a bucket with a path", { bucket: "logs/2024" }, /bucket's name/],
    ["a bucket that leads elsewhere", { bucket: "../other" }, /bucket's name/],
    ["an endpoint without a scheme", { endpoint: "localhost:4566" }, /http or https URL/],
    ["an endpoint with a key in it", { endpoint: "https://AK:sk@s3.lan" }, /scheme, host and port only/],
    ["an endpoint with a path", { endpoint: "https://s3.lan/logs" }, /scheme, host and port only/],
    ["a region that is none", { region: "x.attacker.example/" }, /region/],
    ["a queue that is a name", { queueUrl: "my-queue" }, /queue must be/],
    ["a field that does not exist", { secret: "x" }, /secret/],
  ])("refuses %s", (_name, change, expected) => {
    expect(() => s3ConnectionSchema.parse({ bucket: "logs", ...change })).toThrow(expected);
  });
});

describe("s3CredentialsSchema", () => {
  it("forgives spaces around what was pasted", () => {
    expect(s3CredentialsSchema.parse({ accessKeyId: " AK ", secretAccessKey: "sk\n" })).toEqual({
      accessKeyId: "AK",
      secretAccessKey: "sk",
      sessionToken: null,
    });
  });

  it("asks for both parts", () => {
    expect(() => s3CredentialsSchema.parse({ accessKeyId: "AK", secretAccessKey: " " })).toThrow(/secret access key/);
  });
});
