import { createHmac } from "node:crypto";
import { jwtVerify, SignJWT } from "jose";
import { storageErrors } from "./storage-error.ts";

export interface SignedUpload {
  bucket: string;
  key: string;
  ownerId: string | null;
  isUpsert: boolean;
}

/** Addresses that let anyone who has them read or write one object for a while. */
export interface SignedAddresses {
  signDownload(object: { bucket: string; key: string }, expiresInS: number): Promise<string>;
  /** @throws StorageError when the token is not for this object or has expired */
  checkDownload(token: string | null, object: { bucket: string; key: string }): Promise<void>;
  signUpload(upload: SignedUpload): Promise<string>;
  /** @throws StorageError */
  checkUpload(token: string | null, object: { bucket: string; key: string }): Promise<SignedUpload>;
}

const UPLOAD_EXPIRES_IN_S = 2 * 60 * 60;

export function signedAddresses(secret: string): SignedAddresses {
  // A key of its own: these tokens must never pass for sessions, nor sessions for these.
  const key = createHmac("sha256", secret).update("signed storage addresses").digest();
  const sign = (payload: Record<string, unknown>, audience: string, expiresInS: number) =>
    new SignJWT(payload)
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(Math.floor(Date.now() / 1000) + expiresInS)
      .sign(key);
  async function check(token: string | null, audience: string, address: string): Promise<Record<string, unknown>> {
    const verified = await jwtVerify(token ?? "", key, { audience, algorithms: ["HS256"] }).catch((cause: unknown) => {
      throw storageErrors.invalidJwt(cause instanceof Error ? cause.message : "jwt malformed");
    });
    if (verified.payload.url !== address) throw storageErrors.invalidSignature();
    return verified.payload;
  }
  const addressOf = (object: { bucket: string; key: string }) => `${object.bucket}/${object.key}`;
  return {
    signDownload: (object, expiresInS) => sign({ url: addressOf(object) }, "download", expiresInS),
    checkDownload: async (token, object) => void (await check(token, "download", addressOf(object))),
    signUpload: (upload) =>
      sign({ url: addressOf(upload), owner: upload.ownerId, upsert: upload.isUpsert }, "upload", UPLOAD_EXPIRES_IN_S),
    async checkUpload(token, object) {
      const { owner, upsert } = await check(token, "upload", addressOf(object));
      return { ...object, ownerId: typeof owner === "string" ? owner : null, isUpsert: upsert === true };
    },
  };
}
