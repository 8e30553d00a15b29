import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  importJWK,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
} from "jose";

/** The tokens that users carry (ES256, verifiable by anyone) and the ones between gateway and lite (HS256). */
export interface SessionTokens {
  /** What /auth/v1/.well-known/jwks.json answers. */
  jwks: { keys: JWK[] };
  /** Signs as the issuer; `exp` and `iat` are the caller's. */
  sign(claims: JWTPayload): Promise<string>;
  /** @throws JOSEError with the reason when the token is not ours or has expired. */
  verify(token: string): Promise<JWTPayload>;
  signInternal(claims: JWTPayload): Promise<string>;
  verifyInternal(token: string): Promise<JWTPayload>;
}

/** `privateKey` is an ES256 JWK as JSON, `internalSecret` an HMAC secret that never leaves this process. */
export async function sessionTokens(privateKey: string, internalSecret: string): Promise<SessionTokens> {
  const jwk: JWK = JSON.parse(privateKey);
  if (jwk.kty !== "EC" || jwk.crv !== "P-256" || !jwk.d || !jwk.x || !jwk.y) {
    throw new Error("SUPABASE_JWT_PRIVATE_KEY must be an ES256 private key as a JWK.");
  }
  const kid = jwk.kid ?? (await calculateJwkThumbprint(jwk));
  const signer = await importJWK(jwk, "ES256");
  const { kty, crv, x, y } = jwk;
  const jwks = { keys: [{ kty, crv, x, y, kid, alg: "ES256", use: "sig", key_ops: ["verify"], ext: true }] };
  const findKey = createLocalJWKSet(jwks);
  const secret = new TextEncoder().encode(internalSecret);
  return {
    jwks,
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "ES256", kid, typ: "JWT" }).sign(signer),
    verify: async (token) => (await jwtVerify(token, findKey, { algorithms: ["ES256"] })).payload,
    signInternal: (claims) => new SignJWT(claims).setProtectedHeader({ alg: "HS256", typ: "JWT" }).sign(secret),
    verifyInternal: async (token) => (await jwtVerify(token, secret, { algorithms: ["HS256"] })).payload,
  };
}
