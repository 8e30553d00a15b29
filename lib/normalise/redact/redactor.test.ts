import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_REDACTION_RULES, type RedactionRules } from "#lib/model/redaction.ts";
import { textBlock } from "#lib/streams/text-block.ts";
import { createRedactor } from "./redactor.ts";

const KEY = new Uint8Array(32).fill(7);

const rules = (changes: Partial<RedactionRules["builtIn"]>, own: RedactionRules["own"] = []): RedactionRules => ({
  builtIn: { password: "off", token: "off", email: "off", ipv4: "off", ipv6: "off", ...changes },
  own,
});

function redacted(text: string, by: RedactionRules = DEFAULT_REDACTION_RULES): string {
  const redactor = createRedactor(by, KEY);
  if (redactor === null) return text;
  const bytes = new TextEncoder().encode(text);
  const { block } = redactor.redact(textBlock(bytes, "utf-8"));
  expect(block.bytes).toHaveLength(bytes.length);
  expect(redactor.redactText(text)).toHaveLength(text.length);
  return block.text;
}

describe("passwords", () => {
  it.each([
    [
      "a command line",
      "setup.exe /password=Hunter22 /quiet",
      "setup.exe /password=*passwor /quiet".replace("*passwor", "********"),
    ],
    ["a switch and a space", "tool --password S3cret-value9 --go", "tool --password *password**** --go"],
    ["Windows' switch", 'tool /pwd "S3cret value 9" /go', 'tool /pwd "*password*****" /go'],
    ["psexec", "psexec -u fin\\avery -p S3cretvalue9 cmd", "psexec -u fin\\avery -p *password*** cmd"],
    ["net user", "net user avery S3cretvalue9 /add", "net user avery *password*** /add"],
    ["an MSI property", "ADMINPASSWORD=S3cretvalue9 INSTALLDIR=C:\\", "ADMINPASSWORD=*password*** INSTALLDIR=C:\\"],
    [
      "a connection string",
      "Server=db;User Id=app;Password=S3cretvalue9;Encrypt=yes",
      "Server=db;User Id=app;Password=*password***;Encrypt=yes",
    ],
    ["JSON", '{"user":"avery","password":"S3cretvalue9"}', '{"user":"avery","password":"*password***"}'],
    [
      "JSON within JSON",
      '{"body":"{\\"password\\":\\"S3cretvalue9\\"}"}',
      '{"body":"{\\"password\\":\\"*password***\\"}"}',
    ],
    ["an address", "GET https://app:S3cretvalue9@db.example.com/x", "GET https://app:*password***@db.example.com/x"],
    [
      "PowerShell",
      'ConvertTo-SecureString "S3cretvalue9" -AsPlainText',
      'ConvertTo-SecureString "*password***" -AsPlainText',
    ],
    ["XML", "<AdminPassword>S3cretvalue9</AdminPassword>", "<AdminPassword>*password***</AdminPassword>"],
    [
      "an answer file",
      "<Password>\n  <Value>S3cretvalue9</Value></Password>",
      "<Password>\n  <Value>*password***</Value></Password>",
    ],
    [
      "an event's data",
      "<Data Name='UserPassword'>S3cret value9</Data>",
      "<Data Name='UserPassword'>*password****</Data>",
    ],
    [
      "an attribute of OpenTelemetry",
      '{"key":"db.password","value":{"stringValue":"S3cretvalue9"}}',
      '{"key":"db.password","value":{"stringValue":"*password***"}}',
    ],
    ["letters beyond ASCII", "password=Größe-und-mehr9 next", "password=*password******** next"],
  ])("are found in %s", (_, text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    "Password: required",
    "<PasswordRequired>true</PasswordRequired>",
    "the password> prompt",
    "The password is not set",
    "password=********",
    "Password = (null)",
    "PasswordExpiresIn 12 days",
    "pass 3 of 4 done",
    "https://example.com:8080/path",
  ])("are not seen in %s", (text) => {
    expect(redacted(text)).toBe(text);
  });
});

describe("tokens", () => {
  const jwt = `eyJhbGciOiJIUzI1NiJ9.${"eyJzdWIiOiIxIn0"}.c2lnbmF0dXJlLW9mLWl0`;
  it.each([
    ["a JWT", `user came with ${jwt} today`, `user came with *token${"*".repeat(jwt.length - 6)} today`],
    ["a header", "Authorization: Bearer abcdef0123456789", "Authorization: Bearer *token**********"],
    ["JSON", '{"access_token":"abcdef0123456789"}', '{"access_token":"*token**********"}'],
    ["a query", "GET /file?sv=1&sig=abcdef0123456789&x=1", "GET /file?sv=1&sig=*token**********&x=1"],
    ["a cookie", '{"cookie":"session=abcdef0123456789; lang=de"}', `{"cookie":"*token${"*".repeat(27)}"}`],
    ["a cloud key", "key AKIAABCDEFGHIJKLMNOP used", "key *token************** used"],
    ["a code host's key", `ghp_${"a1".repeat(18)}`, `*token${"*".repeat(34)}`],
  ])("are found in %s", (_, text, expected) => {
    expect(redacted(text)).toBe(expected);
  });

  it.each([
    "PublicKeyToken=31bf3856ad364e35",
    "Token elevation type: 2",
    "Basic authentication is off",
    "secret: 0x80070005",
    "api key: missing",
    "tokens=12 remaining=900000000",
  ])("are not seen in %s", (text) => {
    expect(redacted(text)).toBe(text);
  });
});

describe("addresses", () => {
  it.each([
    ["mail from avery.stone+x@mail.example.co.uk, sent", "mail from *email**************************, sent"],
    ["<avery@example.com>", "<*email***********>"],
    ["@decorator and a@b and user@host", "@decorator and a@b and user@host"],
  ])("by e-mail: %s", (text, expected) => {
    expect(redacted(text, rules({ email: "mask" }))).toBe(expected);
  });

  it.each([
    ["from 198.51.100.7:443", "from *ipv4*******:443"],
    ["version 10.0.19045.3324", "version 10.0.19045.3324"],
    ["300.1.2.3 and 1.2.3", "300.1.2.3 and 1.2.3"],
  ])("IPv4: %s", (text, expected) => {
    expect(redacted(text, rules({ ipv4: "mask" }))).toBe(expected);
  });

  it.each([
    ["from 2001:db8::ff00:42:8329 to", "from *ipv6***************** to"],
    ["at 08:53:20 in std::string", "at 08:53:20 in std::string"],
    ["[fe80::1%eth0]:443", "[*ipv6*******]:443"],
  ])("IPv6: %s", (text, expected) => {
    expect(redacted(text, rules({ ipv6: "mask" }))).toBe(expected);
  });
});

describe("createRedactor", () => {
  it("is none when every rule is off", () => {
    expect(createRedactor(rules({}), KEY)).toBeNull();
  });

  it("hashes equal text alike, other text otherwise, and with another key otherwise", () => {
    const by = rules({ email: "hash" });
    const once = redacted("avery@example.com rowan@example.com avery@example.com", by);
    const [first = "", second = "", third = ""] = once.split(" ");
    expect(first).toMatch(/^#[0-9a-f]{16}$/);
    expect(third).toBe(first);
    expect(second).not.toBe(first);
    const other = createRedactor(by, new Uint8Array(32).fill(8));
    expect(other?.redactText("avery@example.com")).not.toBe(first);
  });

  it("runs a team's own patterns and replaces their first group", () => {
    const own = [{ name: "badge", pattern: String.raw`badge (\d{6})`, mode: "mask" as const }];
    expect(redacted("Badge 123456 opened", rules({}, own))).toBe("Badge ****** opened");
  });

  it("leaves a number in JSON a number", () => {
    const own = [{ name: "account", pattern: String.raw`\b\d{8}\b`, mode: "mask" as const }];
    const text = redacted('{"account":12345678,"note":"12345678"}', rules({}, own));
    expect(JSON.parse(text)).toEqual({ account: 99_999_999, note: "********" });
  });

  it("leaves quotes, braces and line ends of what an own pattern takes too much of", () => {
    const own = [{ name: "all", pattern: "(?s:secret.*end)", mode: "mask" as const }];
    expect(redacted('secret"},\n{"end', rules({}, own))).toBe('*all**"},\n{"***');
  });

  it("counts by rule and says where, in bytes", () => {
    const redactor = createRedactor(rules({ email: "mask" }), KEY);
    const bytes = new TextEncoder().encode("Größe avery@example.com");
    const { redacted: found } = redactor?.redact(textBlock(bytes, "utf-8")) ?? { redacted: [] };
    expect(found).toEqual([{ rule: "email", startByte: 8, endByte: 25 }]);
  });

  it.each(["utf-16le", "utf-16be"] as const)("replaces in %s", (encoding) => {
    const bytes = Buffer.from("password=S3cretvalue9 ü", "utf16le");
    if (encoding === "utf-16be") bytes.swap16();
    const redactor = createRedactor(DEFAULT_REDACTION_RULES, KEY);
    const { block } = redactor?.redact(textBlock(bytes, encoding)) ?? {};
    expect(block?.text).toBe("password=*password*** ü");
    expect(block?.bytes).toHaveLength(bytes.length);
  });

  it("keeps the length of any text and finds nothing in what it replaced", () => {
    const word = fc.constantFrom(
      "password=",
      "Bearer ",
      "a@b.example",
      "10.0.0.1",
      "token: ",
      "eyJ",
      "x9".repeat(9),
      "ü",
      "\n",
      '"',
      " ",
      "::1",
      "\\",
    );
    const by = rules({ password: "mask", token: "mask", email: "mask", ipv4: "mask", ipv6: "mask" });
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const text = words.join("");
        const once = redacted(text, by);
        expect(new TextEncoder().encode(once)).toHaveLength(new TextEncoder().encode(text).length);
        expect(once.replace(/[^"\n\\]/g, "")).toBe(text.replace(/[^"\n\\]/g, ""));
      }),
    );
  });

  it.each([
    ["a long run of letters before an @", `${"a".repeat(200_000)}@`],
    ["many @", "@".repeat(200_000)],
    ["many switches", "/p ".repeat(60_000)],
    ["many starts of a JWT", "eyJaaaaaaaaa".repeat(20_000)],
    ["many addresses that end early", "://a:".repeat(40_000)],
    ["digits and dots", "1.".repeat(100_000)],
    ["colons", "a:".repeat(100_000)],
    ["keys without a value", 'password\\"'.repeat(20_000)],
  ])("takes linear time on %s", (_, text) => {
    const by = rules({ password: "mask", token: "mask", email: "mask", ipv4: "mask", ipv6: "mask" });
    const redactor = createRedactor(by, KEY);
    const time = (value: string) => {
      const startMs = performance.now();
      redactor?.redactText(value);
      return performance.now() - startMs;
    };
    time(text.slice(0, 1000));
    const quarter = Math.min(...[1, 2, 3].map(() => time(text.slice(0, text.length / 4))));
    const whole = Math.min(...[1, 2, 3].map(() => time(text)));
    expect(whole).toBeLessThan((quarter + 5) * 12);
  });
});
