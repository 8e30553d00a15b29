import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadOrCreateSecrets, secretsPath } from "./secrets.ts";

let stateDir: string;
beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), "sluice-secrets-"));
});
afterEach(() => rmSync(stateDir, { recursive: true, force: true }));

test("secrets are generated once, differ between installations and are readable by their owner only", async () => {
  const first = await loadOrCreateSecrets(stateDir);
  expect(await loadOrCreateSecrets(stateDir)).toEqual(first);
  expect(statSync(secretsPath(stateDir)).mode & 0o777).toBe(0o600);
  const other = await loadOrCreateSecrets(join(stateDir, "other"));
  for (const key of ["publishableKey", "secretKey", "jwtSecret", "jwtPrivateKey"] as const) {
    expect(other[key]).not.toBe(first[key]);
  }
  expect(JSON.parse(first.jwtPrivateKey)).toMatchObject({ kty: "EC", crv: "P-256", alg: "ES256" });
});

test("a damaged file is reported, never replaced", async () => {
  writeFileSync(secretsPath(stateDir), JSON.stringify({ publishableKey: "x" }));
  await expect(loadOrCreateSecrets(stateDir)).rejects.toThrow(/is damaged/);
});
