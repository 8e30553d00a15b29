export interface KeyNames {
  deployment: string | null;
  device: string | null;
}

/**
 * The deployment and device that a key names by a pattern: `<deployment>/<device>/...` on `rollout-7/LT-2291/setup.log`.
 * Other parts must be alike, `*` is any part; `prefix` is no part of it. Nulls when the key does not fit.
 */
export function namesFromKey(key: string, prefix: string, pattern: string | null): KeyNames {
  const names: KeyNames = { deployment: null, device: null };
  if (pattern === null) return names;
  const parts = key
    .slice(key.startsWith(prefix) ? prefix.length : 0)
    .replace(/^\/+/, "")
    .split("/");
  const wanted = pattern.split("/").filter((part) => part !== "...");
  // The last part of a key is the file itself.
  if (parts.length <= wanted.length) return names;
  for (const [index, part] of wanted.entries()) {
    const name = parts[index] ?? "";
    if (part === "<deployment>") names.deployment = nameOf(name);
    else if (part === "<device>") names.device = nameOf(name);
    else if (part !== "*" && part !== name) return { deployment: null, device: null };
  }
  return names;
}

function nameOf(part: string): string | null {
  return (
    part
      .replace(/\p{Cc}/gu, " ")
      .trim()
      .slice(0, 200) || null
  );
}
