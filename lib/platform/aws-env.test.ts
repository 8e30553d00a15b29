import { describe, expect, it } from "vitest";
import { readAws, readPrivateEndpoints } from "./aws-env.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "AK", AWS_SECRET_ACCESS_KEY: "sk" };

function read(values: Record<string, string>) {
  const problems: string[] = [];
  return { aws: readAws(values, problems), privateEndpoints: readPrivateEndpoints(values, problems), problems };
}

describe("AWS values of the environment", () => {
  it("takes all of them", () => {
    const values = {
      ...KEYS,
      AWS_SESSION_TOKEN: "st",
      AWS_REGION: "eu-central-1",
      AWS_ENDPOINT: "http://localhost:4566",
      AWS_S3_BUCKET: "logs",
      AWS_S3_KEY: "2024/04/",
    };
    expect(read(values)).toEqual({
      aws: {
        region: "eu-central-1",
        endpoint: "http://localhost:4566",
        credentials: { accessKeyId: "AK", secretAccessKey: "sk", sessionToken: "st" },
        bucket: "logs",
        prefix: "2024/04/",
      },
      privateEndpoints: [{ host: "localhost", port: 4566 }],
      problems: [],
    });
  });

  it("needs no more than the two keys", () => {
    const expected = { region: "us-east-1", endpoint: null, bucket: null, prefix: "" };
    expect(read(KEYS)).toMatchObject({ aws: expected, privateEndpoints: [], problems: [] });
  });

  it.each<[string, Record<string, string>]>([
    ["nothing is set", {}],
    ["only the region is, as hosts do", { AWS_REGION: "us-east-1" }],
    ["values are empty", { AWS_ACCESS_KEY_ID: " ", AWS_S3_BUCKET: "" }],
  ])("is absent when %s", (_name, values) => {
    expect(read(values)).toEqual({ aws: null, privateEndpoints: [], problems: [] });
  });

  it.each<[string, Record<string, string>, string]>([
    ["a bucket without keys", { AWS_S3_BUCKET: "logs" }, "AWS_ACCESS_KEY_ID is missing."],
    ["a secret without its key", { AWS_SECRET_ACCESS_KEY: "sk" }, "AWS_ACCESS_KEY_ID is missing."],
    [
      "a region that is a sentence",
      { ...KEYS, AWS_REGION: "the one in Ohio" },
      "AWS_REGION must be a region such as eu-central-1.",
    ],
    [
      "an endpoint of another scheme",
      { ...KEYS, AWS_ENDPOINT: "ftp://x" },
      "AWS_ENDPOINT must be an http or https URL.",
    ],
  ])("names %s", (_name, values, problem) => {
    expect(read(values).problems).toContain(problem);
  });

  it("adds the endpoint's host to those listed, or allows all", () => {
    const values = { ...KEYS, AWS_ENDPOINT: "https://s3.lan" };
    expect(read({ ...values, SLUICE_PRIVATE_ENDPOINTS: "minio" }).privateEndpoints).toEqual([
      { host: "minio", port: null },
      { host: "s3.lan", port: 443 },
    ]);
    expect(read({ ...values, SLUICE_PRIVATE_ENDPOINTS: "*" }).privateEndpoints).toBe("all");
  });
});
