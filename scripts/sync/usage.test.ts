import { describe, expect, it } from "vitest";
import { readArguments, UsageError } from "./usage.ts";

const KEYS = { AWS_ACCESS_KEY_ID: "AK", AWS_SECRET_ACCESS_KEY: "hunter2" };
const TO = ["--to", "http://localhost:4566"];
const read = (args: string[], env: Record<string, string> = KEYS) => readArguments(args, env as NodeJS.ProcessEnv);

describe("arguments of sync:s3", () => {
  it("reads from Amazon and writes to the endpoint, under the same name", () => {
    expect(read(["logs", "2024/04/", ...TO])).toMatchObject({
      source: { connection: { bucket: "logs", endpoint: null }, credentials: { accessKeyId: "AK" } },
      target: {
        connection: { bucket: "logs", endpoint: "http://localhost:4566", forcePathStyle: true },
        credentials: { accessKeyId: "test", secretAccessKey: "test" },
      },
      prefix: "2024/04/",
      waitMs: 60_000,
    });
  });

  it("takes another name, other keys and another patience", () => {
    const keys = { ...KEYS, SYNC_TO_ACCESS_KEY_ID: "other", SYNC_TO_SECRET_ACCESS_KEY: "secret" };
    expect(read(["logs", ...TO, "--to-bucket", "copy", "--wait", "5"], keys)).toMatchObject({
      target: { connection: { bucket: "copy" }, credentials: { accessKeyId: "other", secretAccessKey: "secret" } },
      prefix: "",
      waitMs: 5000,
    });
  });

  it("asks for help", () => {
    expect(read(["--help"], {})).toBeNull();
  });

  it.each<[string, string[], Record<string, string>, RegExp]>([
    ["no bucket named", TO, KEYS, /Name the bucket to copy from/],
    ["no endpoint named", ["logs"], KEYS, /Name the endpoint to copy to/],
    ["two prefixes", ["logs", "a", "b", ...TO], KEYS, /one prefix at most/],
    ["an endpoint that is no URL", ["logs", "--to", "localhost:4566"], KEYS, /http or https URL/],
    ["a bucket that is a path", ["logs/2024", ...TO], KEYS, /bucket's name/],
    ["an unknown option", ["logs", "--fast", ...TO], KEYS, /--fast/],
    ["a wait in words", ["logs", "--wait", "long", ...TO], KEYS, /number of seconds/],
    ["no keys", ["logs", ...TO], {}, /AWS_ACCESS_KEY_ID is missing.\nAWS_SECRET_ACCESS_KEY is missing/],
    ["half a key", ["logs", ...TO], { AWS_ACCESS_KEY_ID: "AK" }, /^AWS_SECRET_ACCESS_KEY is missing.$/],
    ["itself as its target", ["logs", ...TO], { ...KEYS, AWS_ENDPOINT: "http://localhost:4566/" }, /to itself/],
  ])("refuses %s", (_name, args, env, words) => {
    expect(() => read(args, env)).toThrow(UsageError);
    expect(() => read(args, env)).toThrow(words);
  });
});
