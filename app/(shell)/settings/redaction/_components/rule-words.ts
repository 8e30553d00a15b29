import type { BuiltInRedaction, RedactionMode } from "#lib/model/redaction.ts";

export const MODE_WORDS: Record<RedactionMode, string> = { off: "Keep", mask: "Mask", hash: "Hash" };

/** What each rule of Sluice's finds, for people. */
export const RULE_WORDS: Record<BuiltInRedaction, { title: string; finds: string }> = {
  password: {
    title: "Passwords",
    finds: "On command lines, in settings and connection strings, in JSON and in addresses.",
  },
  token: {
    title: "Tokens, keys and sessions",
    finds: "JWT, bearer and basic headers, API keys, cookies, signed links, private keys.",
  },
  email: { title: "E-mail addresses", finds: "avery@example.com" },
  ipv4: { title: "IPv4 addresses", finds: "198.51.100.7. Versions with four small numbers look the same." },
  ipv6: { title: "IPv6 addresses", finds: "2001:db8::7" },
};
