import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";

const secretsSchema = z.object({
  publishableKey: z.string(),
  secretKey: z.string(),
  jwtSecret: z.string(),
  /** ES256 private key as JWK JSON: signs the tokens that users carry. */
  jwtPrivateKey: z.string(),
  /** 32 bytes in base64: encrypts the keys of sources. */
  encryptionKey: z.string(),
});

/** What one installation on one machine keeps to itself; generated once, readable by its owner only. */
export type Secrets = z.infer<typeof secretsSchema>;

export function secretsPath(stateDir: string): string {
  return join(stateDir, "secrets.json");
}

export async function loadOrCreateSecrets(stateDir: string): Promise<Secrets> {
  const path = secretsPath(stateDir);
  mkdirSync(stateDir, { recursive: true, mode: 0o700 });
  if (existsSync(path)) {
    const parsed = storedSchema.safeParse(JSON.parse(readFileSync(path, "utf8")));
    if (parsed.success) {
      const { encryptionKey, ...secrets } = parsed.data;
      return encryptionKey === undefined
        ? save(path, { ...secrets, encryptionKey: newEncryptionKey() })
        : { ...secrets, encryptionKey };
    }
    throw new Error(`${path} is damaged. Restore it from a backup, or delete it: everybody then has to sign in again.`);
  }
  const { privateKey } = await generateKeyPair("ES256", { extractable: true });
  return save(path, {
    publishableKey: `sb_publishable_${randomBytes(24).toString("base64url")}`,
    secretKey: `sb_secret_${randomBytes(32).toString("base64url")}`,
    jwtSecret: randomBytes(48).toString("base64url"),
    jwtPrivateKey: JSON.stringify({
      ...(await exportJWK(privateKey)),
      alg: "ES256",
      use: "sig",
      kid: randomBytes(8).toString("hex"),
    }),
    encryptionKey: newEncryptionKey(),
  });
}

/** Installations of before had none. */
const storedSchema = secretsSchema.partial({ encryptionKey: true });

function newEncryptionKey(): string {
  return randomBytes(32).toString("base64");
}

function save(path: string, secrets: Secrets): Secrets {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(draft, 0o600);
  renameSync(draft, path);
  return secrets;
}
