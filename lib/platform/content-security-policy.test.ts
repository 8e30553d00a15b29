import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy.ts";

function directives(supabaseUrl: string, isDevelopment = false): Map<string, string> {
  const policy = contentSecurityPolicy({ nonce: "abc", supabaseUrl, isDevelopment });
  return new Map(policy.split("; ").map((part) => [part.split(" ")[0] ?? "", part]));
}

describe("contentSecurityPolicy", () => {
  it("lets scripts run by nonce only, without inline scripts and without eval", () => {
    const script = directives("http://127.0.0.1:54321").get("script-src");
    expect(script).toBe("script-src 'self' 'nonce-abc' 'strict-dynamic'");
  });

  it("reaches Supabase over HTTP and WebSocket, without its path", () => {
    expect(directives("http://127.0.0.1:54321/").get("connect-src")).toBe(
      "connect-src 'self' http://127.0.0.1:54321 ws://127.0.0.1:54321",
    );
  });

  it("reaches the storage host of a hosted project as well", () => {
    expect(directives("https://abcd.supabase.co").get("connect-src")).toBe(
      "connect-src 'self' https://abcd.supabase.co wss://abcd.supabase.co https://abcd.storage.supabase.co",
    );
  });

  it("allows eval in development alone", () => {
    expect(directives("http://127.0.0.1:54321", true).get("script-src")).toContain("'unsafe-eval'");
  });
});
