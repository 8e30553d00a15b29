/**
 * A fetch that drops `Authorization: Bearer <key>`: a publishable or secret key is not a JWT and belongs in `apikey` only.
 * supabase-js falls back to it when nobody is signed in; a real user's token passes unchanged.
 */
export function withoutKeyAsBearer(key: string, base: typeof fetch = fetch): typeof fetch {
  return (input, init) => {
    const headers = new Headers(init?.headers);
    if (headers.get("authorization") === `Bearer ${key}`) headers.delete("authorization");
    return base(input, { ...init, headers });
  };
}
